namespace Chalkline.Pilots;

/// <summary>A pilot that was evaluated.</summary>
/// <param name="Slug">In addresses: <c>/evaluations/tutor-a</c>.</param>
public sealed record Evaluation(string Slug, Answer Answer);
