namespace Chalkline.Platform.Access;

/// <summary>
/// How long a password is not looked at after wrong ones: nothing for the first four, 30 seconds from the fifth, doubling to an hour. It is per account, never per
/// address alone: a school is behind one address.
/// </summary>
internal static class LockOut
{
    private const int From = 5;
    private const long First = 30, Longest = 3600;

    /// <param name="failures">In a row, this one counted.</param>
    public static TimeSpan? After(int failures) => failures < From ? null : TimeSpan.FromSeconds(Math.Min(Longest, First << Math.Min(failures - From, 10)));
}
