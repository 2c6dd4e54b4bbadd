using Chalkline.Roadmap;

namespace Chalkline.Tools.Vetting;

/// <summary>Evidence as records with files, comments and a history: read by those who read reviews, kept by those who review.</summary>
internal static class VettingRecords
{
    public const string EvidenceKind = "evidence";

    public static NamedRecord<VettingEvidence, EvidenceId> Evidence { get; } =
        new(EvidenceKind, "/evidence/", language => VettingText.Say(language, nameof(VettingWords.Evidence)), ToolRights.VettingRead, ToolRights.VettingEvidence, e => e.Id, KeepEvidence.RaiseTools);
}
