using Chalkline.Platform;
using Chalkline.Roadmap;

namespace Chalkline.Governance.Board;

/// <summary>How many votes carry a motion.</summary>
public enum BoardMajority
{
    /// <summary>More for than against, of those who vote.</summary>
    OfVotes,

    /// <summary>More than half of all seats, filled or not.</summary>
    OfSeats,
}

/// <summary>What the board is: one row.</summary>
public sealed class BoardProfile : IVersioned
{
    public const int TheOne = 1;

    public int Id { get; init; } = TheOne;

    /// <summary>Every vote adds up to this.</summary>
    public int Seats { get; set; }
    public BoardMajority Majority { get; set; }
    public int Version { get; set; }
}

/// <summary>A meeting of the board with something on its agenda. The day and its deadline stand in the district's calendar.</summary>
public sealed class BoardMeeting : IVersioned
{
    public BoardMeetingId Id { get; init; }
    public DateOnly Day { get; init; }

    /// <summary>Where its minutes can be read; "" until the clerk knows.</summary>
    public string MinutesAddress { get; set; } = "";
    public DateTimeOffset CreatedAt { get; init; }
    public int Version { get; set; }
}

/// <summary>For what a matter stands on an agenda.</summary>
public enum BoardReading
{
    /// <summary>It is read and talked about; nobody votes.</summary>
    First,

    /// <summary>It is read again and voted on.</summary>
    Second,

    /// <summary>It is voted on at once.</summary>
    Action,
}

/// <summary>A matter on the agenda of one meeting.</summary>
public sealed class BoardItem : IVersioned
{
    public BoardItemId Id { get; init; }
    public BoardMeetingId Meeting { get; init; }
    public ProposalId Proposal { get; init; }

    /// <summary>From 1, in the order in which they came.</summary>
    public int Place { get; init; }
    public BoardReading Reading { get; init; }
    public AccountId AddedBy { get; init; }
    public DateTimeOffset AddedAt { get; init; }

    /// <summary>When the clerk entered that it was read, without a vote.</summary>
    public DateTimeOffset? ReadAt { get; set; }
    public DateTimeOffset? TakenOffAt { get; set; }
    public int Version { get; set; }
}

/// <summary>A vote of the board, as its clerk entered it. It never changes.</summary>
public sealed class BoardVote
{
    public BoardVoteId Id { get; init; }
    public BoardItemId Item { get; init; }
    public required string Motion { get; init; }
    public required string MovedBy { get; init; }
    public required string SecondedBy { get; init; }
    public int VotesFor { get; init; }
    public int VotesAgainst { get; init; }
    public int Abstained { get; init; }
    public int Absent { get; init; }
    public int Seats { get; init; }
    public bool Carried { get; init; }

    /// <summary>Who abstained and why, as the minutes have it.</summary>
    public string AbstainedWho { get; init; } = "";
    public AccountId EnteredBy { get; init; }
    public DateTimeOffset At { get; init; }
}

/// <summary>What votes must be. Pure.</summary>
internal static class BoardRules
{
    public const int MostSeats = 51, LongestName = 120, LongestNote = 1000, LongestAddress = 500;

    public static bool HasQuorum(int present, int seats) => present * 2 > seats;

    public static bool Carries(BoardMajority majority, int votesFor, int votesAgainst, int seats) => majority == BoardMajority.OfSeats ? votesFor * 2 > seats : votesFor > votesAgainst;

    /// <summary>Checks that a vote adds up to the seats, and that enough of the board were there.</summary>
    public static void Check(int votesFor, int votesAgainst, int abstained, int absent, int seats, FormReading fields)
    {
        if (!fields.IsGood) return;
        var sum = votesFor + votesAgainst + abstained + absent;
        if (sum != seats) fields.Refuse(nameof(BoardVoteForm.VotesFor), nameof(GovernanceFaultWords.VoteSum), sum, seats);
        else if (!HasQuorum(seats - absent, seats)) fields.Refuse(nameof(BoardVoteForm.Absent), nameof(GovernanceFaultWords.NoQuorum), seats - absent, seats);
    }
}
