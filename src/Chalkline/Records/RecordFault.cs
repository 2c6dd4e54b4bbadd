namespace Chalkline.Records;

/// <summary>What is wrong with a value, language aside: the page says it in its reader's.</summary>
/// <param name="Field">Its name in the form; "" for the whole.</param>
/// <param name="Word">The name of its sentence in <see cref="RecordsWords"/>.</param>
/// <param name="Values">What the sentence has places for.</param>
internal sealed record RecordFault(string Field, string Word, params object[] Values);
