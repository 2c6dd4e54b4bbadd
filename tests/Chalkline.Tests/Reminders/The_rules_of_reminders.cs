using System.Collections;
using System.Globalization;
using Chalkline.Platform;
using Chalkline.Platform.Reminders;
using Chalkline.Tests.Evaluate;
using Xunit;

namespace Chalkline.Tests.Reminders;

public sealed class The_rules_of_reminders
{
    private static readonly QuietHours Night = new(18, 6);

    [Theory]
    [InlineData("Daily", 7, null, "2026-10-06 07:00", true)]
    [InlineData("Daily", 7, null, "2026-10-06 06:59", false)]
    [InlineData("Daily", 7, "2026-10-05", "2026-10-06 07:00", true)]
    [InlineData("Daily", 7, "2026-10-06", "2026-10-06 15:00", false)]
    // Days that were missed are not made up for one by one.
    [InlineData("Daily", 7, "2026-09-20", "2026-10-06 06:30", false)]
    [InlineData("Daily", 22, "2026-10-05", "2026-10-06 06:00", true)]
    [InlineData("Weekly", 7, null, "2026-10-06 07:00", false)]
    [InlineData("Weekly", 7, null, "2026-10-05 07:00", true)]
    // Its Monday was a holiday: it comes on Tuesday, and not again on Wednesday.
    [InlineData("Weekly", 7, "2026-09-28", "2026-10-06 07:00", true)]
    [InlineData("Weekly", 7, "2026-10-06", "2026-10-07 07:00", false)]
    [InlineData("Off", 7, null, "2026-10-06 07:00", false)]
    public void Say_when_somebody_is_due(string frequency, int hour, string? done, string at, bool due) => Assert.Equal(due, ReminderRules.IsDue(
        new(Enum.Parse<ReminderFrequency>(frequency), hour, DayOfWeek.Monday), Night, done is null ? null : DateOnly.Parse(done, CultureInfo.InvariantCulture), Local(at)));

    [Theory]
    [InlineData("2026-10-06 06:00", false, true)]
    [InlineData("2026-10-06 17:59", false, true)]
    [InlineData("2026-10-06 18:00", false, false)]
    [InlineData("2026-10-06 05:59", false, false)]
    [InlineData("2026-10-06 12:00", true, false)]
    [InlineData("2026-10-10 12:00", false, false)]
    [InlineData("2026-10-11 12:00", false, false)]
    public void Keep_quiet_hours_weekends_and_holidays_quiet(string at, bool free, bool may) => Assert.Equal(may, ReminderRules.MayMail(Local(at), Night, free));

    [Fact]
    public void Know_quiet_hours_by_day_and_none_at_all()
    {
        Assert.Equal([12, 13], Enumerable.Range(0, 24).Where(new QuietHours(12, 14).Includes));
        Assert.DoesNotContain(Enumerable.Range(0, 24), new QuietHours(5, 5).Includes);
    }

    [Fact]
    public void Look_next_at_the_first_hour_that_anybody_has_on_a_weekday()
    {
        ReminderPlan[] plans = [new(ReminderFrequency.Daily, 9, DayOfWeek.Monday), new(ReminderFrequency.Weekly, 7, DayOfWeek.Friday), new(ReminderFrequency.Off, 8, DayOfWeek.Monday), new(ReminderFrequency.Daily, 23, DayOfWeek.Monday)];
        Assert.Equal(Local("2026-10-05 09:00"), ReminderRules.NextLook(plans, Night, Local("2026-10-05 07:00")));
        Assert.Equal(Local("2026-10-06 06:00"), ReminderRules.NextLook(plans, Night, Local("2026-10-05 09:00")));
        Assert.Equal(Local("2026-10-12 06:00"), ReminderRules.NextLook(plans, Night, Local("2026-10-09 09:30")));
        Assert.Null(ReminderRules.NextLook([plans[2]], Night, Local("2026-10-05 07:00")));
    }

    [Fact]
    public void Try_again_after_pauses_that_grow_to_four_hours_and_leave_quiet_out()
    {
        Assert.Equal([5, 15, 45, 135, 240, 240], Enumerable.Range(1, 6).Select(n => ReminderRules.Pause(n).TotalMinutes));
        Assert.Equal(Local("2026-10-07 06:00"), ReminderRules.OutOfQuiet(Local("2026-10-06 19:20"), Night));
        Assert.Equal(Local("2026-10-12 06:00"), ReminderRules.OutOfQuiet(Local("2026-10-09 18:00"), Night));
        Assert.Equal(Local("2026-10-06 17:20"), ReminderRules.OutOfQuiet(Local("2026-10-06 17:20"), Night));
    }

    [Fact]
    public void Of_the_settings_name_what_cannot_be_used_and_never_the_password()
    {
        using var folder = new CliFolder();
        Assert.Null(Given("").Mail);
        var server = Given("mail: { host: mail.example.org, user: u, password: hush, from: 'Chalkline <noreply@example.org>' }").Mail!;
        Assert.Equal(("mail.example.org", 587, MailTls.StartTls, "u", "hush"), (server.Host, server.Port, server.Tls, server.User, server.Password));
        Assert.DoesNotContain("hush", server.ToString(), StringComparison.Ordinal);
        var refused = Assert.Throws<SettingsException>(() => Given("mail: { host: 'bad host', port: 0, tls: maybe, password: hush, from: nobody }"));
        Assert.Equal(["mail.port", "mail.tls", "mail.host", "mail.password", "mail.from"], refused.Faults.Select(f => f.Split(':')[0]));
        Assert.DoesNotContain("hush", refused.Message, StringComparison.Ordinal);
        Assert.StartsWith("mail.from: is of no use without mail.host", Assert.Throws<SettingsException>(() => Given("mail: { from: a@example.org }")).Message, StringComparison.Ordinal);
        Assert.Single(Given("mail: { host: mail.example.org, tls: none, from: a@example.org }").Warnings);

        ServeSettings Given(string yaml) => ServeSettings.Of(SettingValues.Read(folder.Write("chalkline.yaml", yaml), new Hashtable(), new Dictionary<Setting, IReadOnlyList<string>>()));
    }

    [Fact]
    public async Task Of_the_mail_server_are_tried_before_serving()
    {
        using var folder = new CliFolder();
        var server = new PretendMailServer();
        var settings = ServeSettings.OnThisComputer(new(folder.At("data")), ListenAddress.Parse("http://localhost:5080")!.Value);
        Assert.Equal((Verdict.Good, "not set up: nobody is reminded by mail (mail.host)"), await Mail(settings));
        Assert.Equal((Verdict.Good, $"127.0.0.1:{server.Port}, unencrypted, as Chalkline <noreply@chalkline.example.org>; it answers"), await Mail(settings with { Mail = server.Settings }));
        // A server without encryption is not used where encryption is asked for.
        Assert.Equal(Verdict.Warning, (await Mail(settings with { Mail = server.Settings with { Tls = MailTls.StartTls } })).Verdict);
        await server.DisposeAsync();
        Assert.EndsWith("does not answer.", (await Mail(settings with { Mail = server.Settings })).Says, StringComparison.Ordinal);

        static async Task<(Verdict Verdict, string Says)> Mail(ServeSettings settings)
        {
            var found = Assert.Single(await ServeCheck.Run(settings, [], TimeProvider.System, TestContext.Current.CancellationToken), c => c.What == "mail");
            return (found.Verdict, found.Says);
        }
    }

    private static DateTime Local(string text) => DateTime.ParseExact(text, "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
}
