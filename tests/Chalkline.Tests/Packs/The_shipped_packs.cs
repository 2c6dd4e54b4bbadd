using Chalkline.Design;
using Chalkline.Platform;
using Chalkline.Platform.Packs;
using Chalkline.Tests.House;
using Xunit;

namespace Chalkline.Tests.Packs;

public sealed class The_shipped_packs
{
    private static Pack Elements => PackText.Shipped.Find(PackId.Parse("urn:chalkline:pack:data-elements"))!;

    /// <summary>Columns of the CSV binding 1.2 by file, as the specification's tables have them.</summary>
    private static readonly Dictionary<string, string> OneRoster = new()
    {
        ["users"] = "sourcedId enabledUser username userIds givenName familyName middleName identifier email sms phone agentSourcedIds grades password userMasterIdentifier "
            + "resourceSourcedIds preferredGivenName preferredMiddleName preferredFamilyName primaryOrgSourcedId pronouns",
        ["roles"] = "userSourcedId roleType role beginDate endDate orgSourcedId userProfileSourcedId",
        ["userProfiles"] = "userSourcedId profileType vendorId applicationId description credentialType username password",
        ["enrollments"] = "classSourcedId schoolSourcedId userSourcedId role primary beginDate endDate",
        ["demographics"] = "birthDate sex americanIndianOrAlaskaNative asian blackOrAfricanAmerican nativeHawaiianOrOtherPacificIslander white demographicRaceTwoOrMoreRaces "
            + "hispanicOrLatinoEthnicity countryOfBirthCode stateOfBirthAbbreviation cityOfBirth publicSchoolResidenceStatus",
        ["classes"] = "title grades courseSourcedId classCode classType location schoolSourcedId termSourcedIds subjects subjectCodes periods",
        ["courses"] = "schoolYearSourcedId title courseCode grades orgSourcedId subjects subjectCodes",
        ["lineItems"] = "title description assignDate dueDate classSourcedId categorySourcedId academicSessionSourcedId resultValueMin resultValueMax schoolSourcedId",
        ["results"] = "lineItemSourcedId studentSourcedId scoreStatus score scoreDate comment textScore classSourcedId inProgress incomplete late missing",
    };

    private static Pack Rules => PackText.Shipped.Find(PackId.Parse("urn:chalkline:pack:rules-of-law"))!;

    [Fact]
    public void Are_the_files_of_their_folder()
    {
        var files = SourceTree.Files(".yaml").Where(f => f.StartsWith("packs/", StringComparison.Ordinal)).ToList();
        Assert.Equal(files.Select(f => PackText.Read(PackText.File(f)).Hash), PackText.Shipped.All.Select(p => p.Hash));
        Assert.Equal(files, PackText.Shipped.All.Select(p => $"packs/{p.Id.Name}.yaml"));
    }

    [Fact]
    public void Name_every_category_of_the_agreements_schedule_of_data()
    {
        Assert.Equal(24, Elements.Groups.Count);
        Assert.Equal(Elements.Groups.Select(g => g.Id).Order(), Elements.Items.Select(i => i.Group).Distinct().Order()!);
        // Health, disability, services, income and language of the special indicators may be seen by fewest.
        Assert.All(Elements.Items.Where(i => i.Group == "special-indicator"), i => Assert.Equal("restricted", i.Fields.Word("sensitivity")));
        Assert.Contains("users.givenName", Elements.Items.Single(i => i.Id == "student-name.name").MapsTo["oneroster"]);
    }

    [Fact]
    public void Name_columns_that_files_of_OneRoster_have()
    {
        var named = Elements.Items.SelectMany(i => i.MapsTo.GetValueOrDefault("oneroster", [])).Distinct().ToList();
        Assert.True(named.Count > 40, "The elements name columns.");
        Assert.DoesNotContain(named, n => !OneRoster[n.Split('.')[0]].Split(' ').Contains(n.Split('.')[1]));
    }

    [Theory]
    [InlineData("ada.web-large", "2027-04-26", "verified")]
    [InlineData("ada.web-small", "2028-04-26", "verified")]
    [InlineData("coppa.ai-training", "2026-04-22", "secondary")]
    [InlineData("co.notice", "2027-01-01", "secondary")]
    public void Have_the_present_dates_of_laws(string id, string from, string certainty)
    {
        var fields = Rules.Items.Single(i => i.Id == id).Fields;
        Assert.Equal((DateOnly.Parse(from, System.Globalization.CultureInfo.InvariantCulture), certainty), (fields.Day("effective_from")!.Value, fields.Word("certainty")));
    }

    [Fact]
    public void Have_New_Yorks_clocks_of_a_breach() => Assert.Equal([7, 10, 60, 7],
        Rules.Items.Single(i => i.Id == "ny.breach").Fields.Rows("clocks").Select(c => c.Whole("count")!.Value));

    [Fact]
    public void Have_rules_of_every_law_that_the_pack_is_about_and_say_once_that_they_are_no_advice()
    {
        Assert.Equal(["ferpa", "coppa", "ppra", "idea", "cipa", "ada", "ny", "il", "ca", "co"], Rules.Items.Select(i => i.Group).Distinct());
        Assert.Single(PackText.File("packs/rules-of-law.yaml").Split("legal advice").Skip(1));
        Assert.Contains("Nothing here is legal advice", Rules.Description.English);
        Assert.All(Rules.Items, i => Assert.Equal(i.Id.Split('.')[0], i.Group));
    }

    [Fact]
    public void Say_every_code_in_words()
    {
        var keys = PackText.Reader.Kinds.Where(k => k is DataElements or RulesOfLaw).SelectMany(k => k.Keys).SelectMany(k => k.Keys.Prepend(k)).ToList();
        string[] Choice(string name) => [.. keys.Single(k => k.Name == name).Choice];
        var said = new[] { ("Sensitivity", Choice("sensitivity")), ("When", Choice("applies_when")), ("OneOf", Choice("unit")), ("ManyOf", Choice("unit")), ("Certainty", Choice("certainty")) };
        foreach (var (family, codes) in said)
            foreach (var code in codes)
                foreach (var language in Language.All)
                    Assert.NotEmpty(PackSay.Code(language, family, code, 1));
        Assert.All(Rules.Items.Select(i => i.Fields.Text("jurisdiction")!.English).Distinct(), j => Assert.NotEqual(j, PackSay.Law(Language.Spanish, j)));
        Assert.Equal("US-TX", PackSay.Law(Language.English, "US-TX"));
    }
}
