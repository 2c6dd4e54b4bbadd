using Chalkline.Platform;

namespace Chalkline.Tools.Vetting;

/// <summary>Whether somebody may act in a review: by the area of the role, and by what else that person had to do with the tool.</summary>
internal sealed class VettingDuties(IEnumerable<IToolPeople> people)
{
    /// <param name="area">Null: not an answer of the area's own, but the word for one from elsewhere.</param>
    public async Task<Duty> Of(DistrictDb db, Person by, ToolVetting vetting, string? area, CancellationToken ct)
    {
        if (area is not null && !Duty.HasArea(by, area)) return new Duty.Barred(nameof(VettingWords.FaultArea));
        var tool = vetting.Tool;
        var asked = new List<AccountId>();
        foreach (var known in people.Where(p => p.Hand == ToolHand.Asked)) asked.AddRange((await known.Of(db, [tool.Id], ct))[tool.Id]);
        return Duty.Of(by.Id, tool, asked, vetting.SmallDistrict);
    }
}
