using Chalkline.Load;

// Figures that the docs quote come from here: bench/load.sh runs all of it on both databases. Everything is on loopback and invented.
return args switch
{
    ["seed", var folder, .. var rest] => await Seed.Run(folder, rest.FirstOrDefault()),
    ["load", var address, var tokens, var rate, var seconds, .. var rest] =>
        await OpenLoop.Run(address, tokens, double.Parse(rate), int.Parse(seconds), rest is [var pid] ? int.Parse(pid) : null),
    ["commits", var folder, .. var rest] => await CommitRate.Run(folder, rest.FirstOrDefault()),
    ["districts", var count, var database] => await ManyDistricts.Run(int.Parse(count), database),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("""
        seed FOLDER [DATABASE]                          a district with 300 staff and 50 sessions; writes FOLDER/sessions.txt
        load ADDRESS SESSIONS.TXT RATE SECONDS [PID]    open loop: requests leave when they are due, whether or not earlier ones are answered
        commits FOLDER [DATABASE]                       chained commits a second, 8 writers
        districts COUNT DATABASE                        makes districts on one PostgreSQL, then reads them all through one pool
        """);
    return 2;
}
