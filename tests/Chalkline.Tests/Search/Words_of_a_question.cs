using Chalkline.Platform;
using Xunit;

namespace Chalkline.Tests.Search;

public sealed class Words_of_a_question
{
    [Theory]
    [InlineData("Ana Ruiz", "ana ruiz")]
    [InlineData("  ANA\tÑúñez ", "ana nunez")]
    [InlineData("\"O'Neil\", (Ruiz-Lee)", "o'neil ruiz-lee")]
    [InlineData("ana an a ana", "ana")]
    [InlineData("… ?! -- ", "")]
    [InlineData("", "")]
    [InlineData(null, "")]
    public void Are_folded_and_each_says_something(string? typed, string words)
    {
        Assert.Equal(words, string.Join(' ', SearchWords.Of(typed).All));
        Assert.False(SearchWords.Of(typed).Cut);
    }

    [Fact]
    public void Are_twelve_at_most_of_two_hundred_characters()
    {
        var many = SearchWords.Of(string.Join(' ', Enumerable.Range(100, 20)));
        Assert.Equal((12, true), (many.All.Count, many.Cut));
        var far = SearchWords.Of(new string('x', 10_000));
        Assert.Equal((200, true), (far.Typed.Length, far.Cut));
        // A sign of two halves is not cut into one.
        Assert.Equal(199, SearchWords.Of(new string('x', 199) + "🙂").Typed.Length);
    }

    [Fact]
    public void Are_found_where_each_begins_a_word_of_the_texts()
    {
        Assert.True(SearchWords.Of("ru an").AreIn("Ana Ruiz"));
        Assert.True(SearchWords.Of("lee o'n").AreIn("Zoë O'Neil", "Ruiz-Lee"));
        Assert.True(SearchWords.Of("neil").AreIn("Zoë O'Neil"));
        Assert.False(SearchWords.Of("uiz").AreIn("Ana Ruiz"));
        Assert.False(SearchWords.Of("ana maria").AreIn("Ana Ruiz"));
        Assert.False(SearchWords.Of("").AreIn("Ana Ruiz"));
    }
}
