using System.Text;

namespace Chalkline.Sample;

/// <summary>
/// Invents the rows of one school, in order of class and student. Scores are sums of a school's, a class's and a student's part.
/// Shares of the variance on pretest and exam: schools .05, classes .12, grades .01, and the rest between students (income and language .04).
/// Pretest and exam go together with .9, .7 and .66 at the three levels, about .7 in all.
/// </summary>
internal sealed class SchoolRows(DistrictShape shape, ulong seed)
{
    /// <summary>More than the longest row takes.</summary>
    public const int MostBytesPerRow = 112;

    public const string Header = "student,school,class,grade,arm,pretest,practice,exam,engagement,female,low_income,english_learner";

    private const double LowIncomeShare = .48, EnglishLearnerShare = .12;

    private static readonly byte[][] ArmBytes = [.. SampleArm.All.Select(a => Encoding.ASCII.GetBytes(a.Value))];
    private static readonly SampleArm[] Arms = [.. SampleArm.All];

    private static readonly Correlated SchoolPart = new(.05, .9), ClassPart = new(.12, .7), StudentPart = new(.78, .66);

    /// <summary>Writes a school's rows; returns the bytes taken.</summary>
    public int Write(int school, Span<byte> bytes)
    {
        var rows = new RowBuffer(bytes);
        var random = SampleRandom.Stream(seed, StreamPurpose.School, (ulong)school);
        var (student, count) = shape.Roll(school);
        var (lowest, highest) = shape.Grades(school);
        var sizes = shape.ClassSizes(count, random);
        var arms = shape.ClassArms(school, random);
        var schoolPart = SchoolPart.Draw(random);
        for (var c = 0; c < sizes.Length; c++)
        {
            var place = new Place(school + 1, c + 1, lowest + c % (highest - lowest + 1), arms[c]);
            var parts = new ClassParts(schoolPart, ClassPart.Draw(random), .3 * random.Normal(), .25 * random.Normal());
            for (var i = 0; i < sizes[c]; i++)
                WriteRow(ref rows, ++student, place, Invent(place, parts, random));
        }
        return rows.Length;
    }

    private static Student Invent(in Place place, in ClassParts parts, SampleRandom random)
    {
        var arm = Arms[place.Arm];
        var female = random.Happens(.49);
        var lowIncome = random.Happens(Math.Clamp(LowIncomeShare - parts.School.Pretest, .05, .95));
        var english = random.Happens(Math.Clamp(EnglishLearnerShare - .25 * parts.School.Pretest, .01, .5));
        var background = -.35 * ((lowIncome ? 1 : 0) - LowIncomeShare) - .40 * ((english ? 1 : 0) - EnglishLearnerShare);
        var own = StudentPart.Draw(random);
        var grade = place.Grade - 9;
        var pretest = parts.School.Pretest + parts.Class.Pretest + background + .05 * grade + own.Pretest;
        var exam = parts.School.Exam + parts.Class.Exam + background + .06 * grade + own.Exam + arm.Exam;
        var practice = .45 * pretest + parts.Practice + .84 * random.Normal() + (female ? .04 : -.04) + arm.Practice;
        var engagement = .30 * pretest + parts.Engagement + .92 * random.Normal() + arm.Engagement;
        // Who misses the exam depends on the pretest, never on the arm: attrition without differential attrition.
        var examMissing = random.Happens(Math.Clamp(.04 - .015 * pretest, .005, .12));
        return new(female, lowIncome, english,
            random.Happens(.03) ? null : Rounded(100 * (500 + 100 * pretest), 10_000, 90_000),
            Rounded(1000 * (.55 + .16 * practice), 0, 1000),
            examMissing ? null : Rounded(100 * (500 + 100 * exam), 10_000, 90_000),
            Rounded(55 + 16 * engagement, 0, 100));
    }

    private void WriteRow(ref RowBuffer rows, long student, in Place place, in Student s)
    {
        rows.Byte('S');
        rows.Number(student, shape.StudentDigits);
        rows.Byte(',');
        rows.Byte('S');
        rows.Number(place.School, shape.SchoolDigits);
        rows.Byte(',');
        rows.Byte('S');
        rows.Number(place.School, shape.SchoolDigits);
        rows.Byte('-');
        rows.Number(place.Class, 2);
        rows.Byte(',');
        rows.Small(place.Grade);
        rows.Byte(',');
        rows.Text(ArmBytes[place.Arm]);
        rows.Byte(',');
        Score(ref rows, s.Pretest);
        rows.Byte(',');
        rows.Number(s.Practice / 1000, 1);
        rows.Byte('.');
        rows.Number(s.Practice % 1000, 3);
        rows.Byte(',');
        Score(ref rows, s.Exam);
        rows.Byte(',');
        rows.Small(s.Engagement);
        rows.Byte(',');
        rows.Flag(s.Female);
        rows.Byte(',');
        rows.Flag(s.LowIncome);
        rows.Byte(',');
        rows.Flag(s.English);
        rows.Byte('\n');
    }

    private static void Score(ref RowBuffer rows, int? hundredths)
    {
        if (hundredths is not { } score)
            return;
        rows.Number(score / 100, 3);
        rows.Byte('.');
        rows.Number(score % 100, 2);
    }

    private static int Rounded(double value, int lowest, int highest) => (int)Math.Floor(Math.Clamp(value, lowest, highest) + .5);

    /// <summary>School and class are numbered from 1; the arm is an index.</summary>
    private readonly record struct Place(int School, int Class, int Grade, byte Arm);

    private readonly record struct ClassParts(Scores School, Scores Class, double Practice, double Engagement);

    /// <summary>Pretest and exam in hundredths, null where missing; practice in thousandths; engagement in percent.</summary>
    private readonly record struct Student(bool Female, bool LowIncome, bool English, int? Pretest, int Practice, int? Exam, int Engagement);

    /// <summary>A part of pretest and exam, in standard deviations.</summary>
    private readonly record struct Scores(double Pretest, double Exam);

    /// <summary>Pairs of normals of one variance and a correlation.</summary>
    private sealed class Correlated(double variance, double correlation)
    {
        private readonly double _sd = Math.Sqrt(variance);
        private readonly double _rest = Math.Sqrt(1 - correlation * correlation);

        public Scores Draw(SampleRandom random)
        {
            var z = random.Normal();
            return new(_sd * z, _sd * (correlation * z + _rest * random.Normal()));
        }
    }
}
