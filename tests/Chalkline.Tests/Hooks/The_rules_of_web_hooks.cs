using System.Net;
using System.Net.Sockets;
using Chalkline.Platform.Hooks;
using Xunit;

namespace Chalkline.Tests.Hooks;

public sealed class The_rules_of_web_hooks
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("8.8.8.8", true)]
    [InlineData("172.32.0.1", true)]
    [InlineData("2606:4700::1111", true)]
    [InlineData("0.0.0.0", false)]
    [InlineData("10.1.2.3", false)]
    [InlineData("100.64.0.1", false)]
    [InlineData("127.0.0.1", false)]
    [InlineData("169.254.169.254", false)]
    [InlineData("172.16.0.1", false)]
    [InlineData("172.31.255.255", false)]
    [InlineData("192.168.1.1", false)]
    [InlineData("198.18.0.1", false)]
    [InlineData("224.0.0.1", false)]
    [InlineData("255.255.255.255", false)]
    [InlineData("::", false)]
    [InlineData("::1", false)]
    [InlineData("::ffff:10.0.0.1", false)]
    [InlineData("::ffff:8.8.8.8", true)]
    [InlineData("::127.0.0.1", false)]
    [InlineData("64:ff9b::a00:1", false)]
    [InlineData("2002:a00:1::", false)]
    [InlineData("2001:0:a00:1::", false)]
    [InlineData("2001:db8::1", false)]
    [InlineData("fc00::1", false)]
    [InlineData("fd12:3456::1", false)]
    [InlineData("fe80::1", false)]
    [InlineData("ff02::1", false)]
    public void Know_the_open_network(string address, bool isPublic) => Assert.Equal(isPublic, HookRules.IsPublic(IPAddress.Parse(address)));

    [Theory]
    [InlineData("https://hooks.example.org/x?y=1", true)]
    [InlineData("https://hooks.example.org:8443/x", true)]
    [InlineData("https://8.8.8.8/", true)]
    [InlineData("http://hooks.example.org/x", false)]
    [InlineData("https://user:pass@hooks.example.org/x", false)]
    [InlineData("https://hooks.example.org/x#part", false)]
    [InlineData("https://localhost/x", false)]
    [InlineData("https://127.0.0.1/x", false)]
    [InlineData("https://2130706433/x", false)]
    [InlineData("https://[::1]/x", false)]
    [InlineData("https://[::ffff:10.0.0.1]/x", false)]
    [InlineData("https://10.0.0.1/x", false)]
    [InlineData("https://169.254.169.254/latest/meta-data", false)]
    [InlineData("ftp://hooks.example.org/x", false)]
    [InlineData("https://hooks.example.org/\r\nHost: other", false)]
    [InlineData("/x", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void Know_an_address_that_may_be_told(string? address, bool may) => Assert.Equal(may, HookRules.IsAddress(address, allowsThisComputer: false));

    [Fact]
    public void Allow_this_computer_in_the_demonstration_alone()
    {
        Assert.True(HookRules.IsAddress("http://localhost:9/x", allowsThisComputer: true));
        Assert.False(HookRules.IsAddress("http://10.0.0.1/x", allowsThisComputer: true));
    }

    [Theory]
    [InlineData("goal.*", "goal.*")]
    [InlineData(" goal.set,\r\nmilestone.*  goal.set ", "goal.set milestone.*")]
    [InlineData("use-case.*", "use-case.*")]
    [InlineData("*", null)]
    [InlineData("goal", null)]
    [InlineData("goal.*.x", null)]
    [InlineData("Goal.set", null)]
    [InlineData("job.*", null)]
    [InlineData("session.started", null)]
    [InlineData("web-hook.*", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void Read_events(string? typed, string? events) => Assert.Equal(events, HookRules.ReadEvents(typed));

    [Theory]
    [InlineData("goal.*", "goal.set", true)]
    [InlineData("goal.*", "goals.set", false)]
    [InlineData("goal.set", "goal.set-aside", false)]
    [InlineData("a.b goal.set", "goal.set", true)]
    [InlineData("web-hook.*", "web-hook.tried", false)]
    public void Know_what_a_hook_hears(string events, string action, bool hears) => Assert.Equal(hears, HookRules.Hears(events, action));

    /// <summary>The reference value of Standard Webhooks' own libraries.</summary>
    [Fact]
    public void Sign_as_the_standard_does() => Assert.Equal("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
        HookRules.Signature("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "msg_p5jXN8AQM9LWM0D4loKWxJek", DateTimeOffset.FromUnixTimeSeconds(1614265330), """{"test": 2432232314}"""));

    [Fact]
    public void Try_again_after_pauses_that_grow_until_a_day_has_passed()
    {
        var at = new DateTimeOffset(2026, 10, 5, 0, 0, 0, TimeSpan.Zero);
        Assert.Equal([30, 120, 480, 1920, 7680, 14400, 14400], Enumerable.Range(1, 7).Select(n => (HookRules.Next(at, n, at)!.Value - at).TotalSeconds));
        Assert.Null(HookRules.Next(at, 6, at.AddHours(21)));
    }

    [Fact]
    public async Task Refuse_a_name_that_leads_into_a_private_network_also_where_it_did_not_a_moment_ago()
    {
        await using var receiver = new PretendReceiver();
        // Every answer is another: open, then mixed, then private; what is connected to is what was looked at.
        var answers = new Queue<IPAddress[]>([[IPAddress.Parse("10.0.0.5")], [IPAddress.Parse("8.8.8.8"), IPAddress.Loopback], [IPAddress.Loopback], [IPAddress.Parse("::ffff:127.0.0.1")], []]);
        using var send = new SendHook(new(AllowsThisComputer: false), (_, _) => Task.FromResult(answers.Dequeue()));
        while (answers.Count > 0)
            Assert.Equal(new(HookFault.NotPublic, null), await send.Run(new(new($"https://hooks.example.org:{receiver.Port}/"), "msg_1", "1", "v1,x", "{}"), Ct));
        Assert.Empty(receiver.Got);
    }

    [Fact]
    public async Task Wait_ten_seconds_and_no_longer()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        using var send = new SendHook(new(AllowsThisComputer: true), Dns.GetHostAddressesAsync);
        var started = TimeProvider.System.GetTimestamp();
        var result = await send.Run(new(new($"http://127.0.0.1:{((IPEndPoint)silent.LocalEndpoint).Port}/"), "msg_1", "1", "v1,x", "{}"), Ct);
        Assert.Equal(new(HookFault.TooSlow, null), result);
        Assert.InRange(TimeProvider.System.GetElapsedTime(started).TotalSeconds, 9, 20);
    }
}
