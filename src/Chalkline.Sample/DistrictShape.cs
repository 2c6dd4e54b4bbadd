namespace Chalkline.Sample;

/// <summary>
/// How an invented district of a given number of students is laid out: schools of about 500, four equally large sets of classes of 18 to 30
/// in each, and, where whole schools are assigned, each school's arm. A byte a school is all it keeps.
/// </summary>
internal sealed class DistrictShape
{
    public const int TypicalSchool = 500;
    public const int SmallestClass = 18;
    public const int LargestClass = 30;

    private readonly ulong _seed;
    private readonly byte[]? _schoolArms;

    public DistrictShape(SamplePlan plan)
    {
        Students = plan.Students;
        _seed = plan.Seed;
        Schools = SchoolsFor(plan.Students);
        ClassesPerSchool = ClassesFor((double)Students / Schools);
        Assignment = plan.Assignment ?? (Schools >= SamplePlan.SchoolsAssignedFrom ? SampleAssignment.School : SampleAssignment.Class);
        if (Assignment == SampleAssignment.School)
            _schoolArms = ShuffledArms(Schools, SampleRandom.Stream(_seed, StreamPurpose.SchoolAssignment, 0));
    }

    public int Students { get; }
    public int Schools { get; }
    public int ClassesPerSchool { get; }
    public SampleAssignment Assignment { get; }
    public int SchoolDigits => Math.Max(2, Digits(Schools));
    public int StudentDigits => Math.Max(7, Digits(Students));

    public static int SchoolsFor(int students) => Math.Max(1, (students + TypicalSchool / 2) / TypicalSchool);

    /// <summary>
    /// First student (from 0) and number of students of a school. Neighbours, two by two, differ in size by up to 16 %, so that where a school
    /// starts is known without knowing the others.
    /// </summary>
    public (long First, int Count) Roll(int school)
    {
        var first = Even(school);
        var next = Even(school + 1);
        var pair = school / 2;
        if (2 * pair + 1 == Schools)
            return (first, (int)(next - first));
        var most = (int)(Students / Schools * .08);
        var shift = SampleRandom.Stream(_seed, StreamPurpose.SchoolSizes, (ulong)pair).Below(2 * most + 1) - most;
        return school % 2 == 0 ? (first, (int)(next - first) + shift) : (first + shift, (int)(next - first) - shift);
    }

    /// <summary>
    /// Lowest and highest grade of a school: middle, high, and one in six with both, without which the schools would be in the span of the
    /// grades. A district of fewer than six schools has middle schools alone.
    /// </summary>
    public (int Lowest, int Highest) Grades(int school)
    {
        if (Schools < 6)
            return (6, 8);
        if (school % 6 == 5)
            return (6, 12);
        return school % 2 == 0 ? (6, 8) : (9, 12);
    }

    /// <summary>The arm of each class of a school, as indexes into <see cref="SampleArm.All"/>.</summary>
    public byte[] ClassArms(int school, SampleRandom random)
    {
        if (_schoolArms is null)
            return ShuffledArms(ClassesPerSchool, random);
        var arms = new byte[ClassesPerSchool];
        Array.Fill(arms, _schoolArms[school]);
        return arms;
    }

    /// <summary>Sizes of a school's classes, each 18 to 30, that add up to its students.</summary>
    public int[] ClassSizes(int students, SampleRandom random)
    {
        var sizes = new int[ClassesPerSchool];
        var left = students;
        for (var i = 0; i < sizes.Length; i++)
            left -= sizes[i] = SmallestClass + random.Below(LargestClass - SmallestClass + 1);
        while (left != 0)
        {
            var step = Math.Sign(left);
            ref var size = ref sizes[random.Below(sizes.Length)];
            if (size + step is < SmallestClass or > LargestClass)
                continue;
            size += step;
            left -= step;
        }
        return sizes;
    }

    private long Even(int school) => (long)school * Students / Schools;

    /// <summary>The multiple of the number of arms, two classes an arm at least, that brings the mean size of a class nearest to the middle of its range.</summary>
    private static int ClassesFor(double students)
    {
        var arms = SampleArm.All.Count;
        var best = 2 * arms;
        for (var count = best; students / count >= SmallestClass; count += arms)
            if (Math.Abs(students / count - Middle) < Math.Abs(students / best - Middle))
                best = count;
        return best;
    }

    private const double Middle = (SmallestClass + LargestClass) / 2.0;

    private static byte[] ShuffledArms(int count, SampleRandom random)
    {
        var arms = new byte[count];
        for (var i = 0; i < count; i++)
            arms[i] = (byte)(i % SampleArm.All.Count);
        random.Shuffle<byte>(arms);
        return arms;
    }

    private static int Digits(int number)
    {
        var digits = 1;
        while ((number /= 10) > 0)
            digits++;
        return digits;
    }
}
