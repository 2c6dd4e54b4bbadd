using Chalkline.Platform.Access;
using Chalkline.Platform.People;
using Xunit;

namespace Chalkline.Tests.People;

public sealed class Rules_of_signing_in
{
    [Theory]
    [InlineData(1, null)]
    [InlineData(4, null)]
    [InlineData(5, 30)]
    [InlineData(6, 60)]
    [InlineData(7, 120)]
    [InlineData(11, 1920)]
    [InlineData(12, 3600)]
    [InlineData(13, 3600)]
    [InlineData(int.MaxValue, 3600)]
    public void An_account_waits_from_the_fifth_wrong_try_twice_as_long_each_time_up_to_an_hour(int failures, int? seconds) =>
        Assert.Equal(seconds is { } s ? TimeSpan.FromSeconds(s) : null, LockOut.After(failures));

    [Theory]
    [InlineData("/")]
    [InlineData("/people")]
    [InlineData("/people/0192?page=2&sort=name%2F%2F")]
    [InlineData("/a.b/..c/d")]
    [InlineData("/people?return=//elsewhere.example")]
    public void A_way_back_within_the_district_is_taken(string path) => Assert.Equal(path, ReturnPath.Of(path));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("people")]
    [InlineData("//evil.example")]
    [InlineData("///evil.example")]
    [InlineData("/\\evil.example")]
    [InlineData("\\\\evil.example")]
    [InlineData("/\t/evil.example")]
    [InlineData("/\n/evil.example")]
    [InlineData(" /people")]
    [InlineData("https://evil.example")]
    [InlineData("https:evil.example")]
    [InlineData("javascript:alert(1)")]
    [InlineData("/%2Fevil.example")]
    [InlineData("/%2fevil.example")]
    [InlineData("/%5Cevil.example")]
    [InlineData("/%255Cevil.example")]
    [InlineData("/%252Fevil.example")]
    [InlineData("/%09/evil.example")]
    [InlineData("/..//evil.example")]
    [InlineData("/../juniper/")]
    [InlineData("/%2e%2e/juniper/")]
    [InlineData("/people/%2E./%2e%2E/juniper")]
    [InlineData("/people#fragment")]
    [InlineData("/%25252525252e%25252525252e/juniper")]
    public void A_way_back_to_anywhere_else_leads_to_the_first_page(string? path) => Assert.Equal("/", ReturnPath.Of(path));

    [Fact]
    public void A_way_back_that_is_too_long_leads_to_the_first_page() => Assert.Equal("/", ReturnPath.Of("/" + new string('a', 2000)));

    [Theory]
    [InlineData("short words", PasswordFault.TooShort)]
    [InlineData("Password2026!", PasswordFault.Common)]
    [InlineData("qwertyuiop123", PasswordFault.Common)]
    [InlineData("123456789012", PasswordFault.Common)]
    [InlineData("aaaaaaaaaaaaaaaa", PasswordFault.Common)]
    [InlineData("121212121212", PasswordFault.Common)]
    [InlineData("Contraseña2026", PasswordFault.Common)]
    [InlineData("ana.gutierrez", PasswordFault.Personal)]
    [InlineData("Gutiérrez-2026", PasswordFault.Personal)]
    [InlineData("CedarValley2026", PasswordFault.Personal)]
    [InlineData("ana.gutierrez@cedar.example", PasswordFault.Personal)]
    public void A_password_is_refused_that_is_short_common_or_made_of_what_is_known_of_the_person(string password, object fault) =>
        Assert.Equal((PasswordFault)fault, PasswordRule.FaultOf(password, "Ana Gutiérrez", "ana.gutierrez@cedar.example", "Cedar Valley USD", "cedar-valley"));

    [Theory]
    [InlineData("four plain words here")]
    [InlineData("cedar trees hum at dawn")]
    [InlineData("ñandú olmo piedra")]
    public void A_long_password_is_good_without_any_mixture_of_signs(string password) =>
        Assert.Null(PasswordRule.FaultOf(password, "Ana Gutiérrez", "ana.gutierrez@cedar.example", "Cedar Valley USD", "cedar-valley"));

    [Fact]
    public void A_password_of_megabytes_is_refused_before_it_is_hashed() => Assert.Equal(PasswordFault.TooLong, PasswordRule.FaultOf(new string('x', 129)));

    [Theory]
    [InlineData("ana@cedar.example", true)]
    [InlineData("o'brien+ai@k12.cedar.example", true)]
    [InlineData("ana", false)]
    [InlineData("ana@cedar", false)]
    [InlineData("ana@@cedar.example", false)]
    [InlineData("ana smith@cedar.example", false)]
    [InlineData("ana@cedar.example\r\nBcc: x@y.example", false)]
    [InlineData("<script>@cedar.example", false)]
    [InlineData("@cedar.example", false)]
    [InlineData("ana@cedar.", false)]
    public void An_email_address_is_something_at_a_domain(string text, bool isOne) => Assert.Equal(isOne, EmailAddress.IsOne(text));
}
