using Chalkline.Sample;
using Xunit;
using YamlDotNet.Serialization;

namespace Chalkline.Tests.Sample;

public sealed class Study_files_of_a_sample : IDisposable
{
    private readonly SampleFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void compare_one_tool_with_the_comparison_group_within_schools()
    {
        var study = Study(_folder.Write(new()), "chatbot.yaml");

        Assert.Equal("pilot.csv", study["data"]);
        Assert.Equal("arm in (control, chatbot)", study["where"]);
        var design = Map(study["design"]);
        Assert.Equal(("cluster-randomized", "class", "school", "shared", "arm", "control"),
            (design["kind"], design["cluster"], design["block"], design["delivery"], design["arm"], design["control"]));
        Assert.Equal("Chatbot B (invented)", Map(design["arms"])["chatbot"]);
        Assert.Equal(["pretest", "grade*", "female", "low_income", "english_learner"], List(study["adjust"]));
        Assert.Equal(["exam", "practice", "engagement"], List(study["outcomes"]).Select(o => Map(o)["column"]));
        Assert.Equal(["confirmatory", "exploratory", "exploratory"], List(study["outcomes"]).Select(o => Map(o)["role"]));
        Assert.Equal("In-app mastery (the vendor's own score)", Map(List(study["outcomes"])[2])["label"]);
        Assert.Equal("-0.10", Map(List(Map(study["criteria"])["guardrails"])[0])["floor"]);
    }

    [Fact]
    public void have_all_tools_together_without_a_filter()
    {
        var study = Study(_folder.Write(new()), "all-tools.yaml");

        Assert.False(study.ContainsKey("where"));
        Assert.Equal(["tutor", "chatbot", "reader"], Map(Map(study["design"])["arms"]).Keys);
    }

    [Fact]
    public void cluster_by_school_and_include_the_benchmark_where_schools_are_assigned()
    {
        var files = _folder.Write(new() { Students = 20_000 });
        var benchmark = Study(files, "benchmark.yaml");

        Assert.Equal(5, files.Studies.Count);
        Assert.All(files.Studies, s => Assert.Equal("school", Map(Study(files, Path.GetFileName(s))["design"])["cluster"]));
        Assert.Equal("null", Map(benchmark["design"])["block"] ?? "null");
        Assert.Equal("exam", Map(Assert.Single(List(benchmark["outcomes"])))["column"]);
        Assert.False(benchmark.ContainsKey("subgroups"));
    }

    [Fact]
    public void name_only_columns_and_arms_that_the_data_have()
    {
        var files = _folder.Write(new());
        var arms = Pilot.Read(files.Data).Column("arm").Distinct().ToHashSet();

        foreach (var file in files.Studies)
        {
            var study = Study(files, Path.GetFileName(file));
            var design = Map(study["design"]);
            var columns = List(study["adjust"]).Concat(List(study["baseline"])).Concat(List(study["subgroups"])).Cast<string>().Select(c => c.TrimEnd('*'))
                .Concat([(string)study["student"], (string)design["cluster"], (string)design["block"], (string)design["arm"]]);
            Assert.All(columns, c => Assert.Contains(c, PilotSample.Columns));
            Assert.All(Map(design["arms"]).Keys.Append(design["control"]), a => Assert.Contains((string)a, arms));
        }
    }

    private static Dictionary<object, object> Study(SampleFiles files, string name) =>
        new DeserializerBuilder().Build().Deserialize<Dictionary<object, object>>(File.ReadAllText(files.Studies.Single(s => Path.GetFileName(s) == name)));

    private static Dictionary<object, object> Map(object node) => (Dictionary<object, object>)node;

    private static List<object> List(object node) => (List<object>)node;
}
