using Chalkline.Roadmap;
using Xunit;

namespace Chalkline.Tests.Roadmap;

public sealed class Small_cells
{
    [Theory]
    [InlineData(null, false)]
    [InlineData(0, false)]
    [InlineData(1, true)]
    [InlineData(9, true)]
    [InlineData(10, false)]
    public void Are_of_one_to_nine_students(int? students, bool small) => Assert.Equal(small, SmallCells.IsSmall(students));

    [Fact]
    public void Take_the_next_smallest_with_them_so_that_nobody_subtracts()
    {
        CountedCell[] cells = [new("district", "all", 500), new("a", "all", 9), new("b", "all", 40), new("c", "all", 300)];
        Assert.Equal([1, 2], SmallCells.Hidden(cells).Order());
    }

    [Fact]
    public void Of_two_that_stand_together_hide_one_another_already()
    {
        CountedCell[] cells = [new("district", "all", 500), new("a", "all", 9), new("b", "all", 4), new("c", "all", 300)];
        Assert.Equal([1, 2], SmallCells.Hidden(cells).Order());
    }

    [Fact]
    public void Are_hidden_across_groups_as_well()
    {
        CountedCell[] cells = [new("a", "all", 100), new("a", "english learners", 6), new("a", "others", 94)];
        Assert.Equal([1, 2], SmallCells.Hidden(cells).Order());
    }

    [Fact]
    public void Are_none_where_nothing_is_small() => Assert.Empty(SmallCells.Hidden([new("a", "all", 10), new("b", "all", null), new("c", "all", 0)]));
}
