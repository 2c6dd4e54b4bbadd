using Xunit;
using Xunit.Sdk;
using Xunit.v3;

[assembly: TestCollectionOrderer(typeof(Chalkline.Tests.LongestFirst))]

namespace Chalkline.Tests;

/// <summary>Classes that take minutes begin first: one that began last would run alone at the end, with a core idle. A class that is not named here is only later.</summary>
internal sealed class LongestFirst : ITestCollectionOrderer
{
    private static readonly string[] Long =
    [
        nameof(Storage.Killed_while_people_write), nameof(Access.The_access_matrix), nameof(Storage.Many_districts), nameof(Search.Large_lists), nameof(Jobs.Killed_in_the_middle_of_a_job),
        nameof(Evaluate.The_program_as_a_process), nameof(Storage.An_upgrade), nameof(Files.Files_of_a_record),
    ];

    public IReadOnlyCollection<TTestCollection> OrderTestCollections<TTestCollection>(IReadOnlyCollection<TTestCollection> testCollections) where TTestCollection : ITestCollection =>
        [.. testCollections.OrderBy(c => Array.FindIndex(Long, name => c.TestCollectionDisplayName.Contains('.' + name + ' ', StringComparison.Ordinal)) is >= 0 and var at ? at : Long.Length)];
}
