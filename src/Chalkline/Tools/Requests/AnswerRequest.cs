using System.Text.Json.Nodes;
using Chalkline.Platform;
using Chalkline.Roadmap;
using Chalkline.Tools.Register;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Tools.Requests;

/// <summary>What those who keep the register do with a request: tie it to a tool, enter that tool, merge what asks the same, answer, decline.</summary>
internal sealed class AnswerRequest(DistrictDb db, DistrictDeletions deletions, TimeProvider time)
{
    /// <summary>Of the erasers: an address that was kept for the answer, and words that were removed.</summary>
    public const string ContactKind = "tool-request-contact", WordsKind = "tool-request";

    public async Task<AimResult<ToolRequest>> Run(Person by, ToolRequestId id, AnswerForm form, CancellationToken ct)
    {
        if (await db.Set<ToolRequest>().SingleOrDefaultAsync(r => r.Id == id, ct) is not { } request) return new AimResult<ToolRequest>.NoSuch();
        var reading = new FormReading();
        var act = reading.Choice<RequestAct>(form.Act, nameof(form.Act));
        if (reading.IsGood && !RequestRules.Acts(request).Contains(act)) reading.Refuse(nameof(form.Act), nameof(RequestWords.FaultAct));
        if (!reading.IsGood) return new AimResult<ToolRequest>.Refused(request, reading.Faults);
        db.Expect(request, FormReading.Version(form.Version));
        switch (act)
        {
            case RequestAct.Tie: await Tie(request, form, reading, ct); break;
            case RequestAct.Enter: await Enter(by, request, form, reading, ct); break;
            case RequestAct.Merge: await Merge(request, form, reading, ct); break;
            case RequestAct.Split: (request.MergedInto, request.State) = (null, RequestState.New); break;
            case RequestAct.Remove: return await Remove(by, request, form, reading, ct);
            default: Answer(by, request, form, reading, act == RequestAct.Answer ? RequestState.Answered : RequestState.Declined); break;
        }
        if (!reading.IsGood) return new AimResult<ToolRequest>.Refused(request, reading.Faults);
        await db.Commit(new(by.Actor, "tool-request." + Done(act), new("tool-request", id.Value), Change(request)), ct);
        if ((request.MergedInto ?? id) is var head && await db.Set<ToolRequest>().AnyAsync(r => r.Id == head && (r.State == RequestState.Answered || r.State == RequestState.Declined), ct)) await ForgetContacts(by, head, ct);
        return new AimResult<ToolRequest>.Done(request);
    }

    private async Task Tie(ToolRequest request, AnswerForm form, FormReading reading, CancellationToken ct)
    {
        var tool = reading.Id<ToolId>(form.Tool, nameof(form.Tool));
        if (tool is { } chosen && !await db.Set<Tool>().AnyAsync(t => t.Id == chosen, ct)) reading.Refuse(nameof(form.Tool), nameof(AimWords.FaultChoice));
        if (!reading.IsGood) return;
        (request.Tool, request.State) = (tool, RequestState.Open);
    }

    /// <summary>Enters the tool as requested. The asker's own words stay with the request: the register is read by all of the staff.</summary>
    private async Task Enter(Person by, ToolRequest request, AnswerForm form, FormReading reading, CancellationToken ct)
    {
        // The tool is a commit of its own; with a stale form it fails, because the request is expected in its version there, too.
        switch (await EnterTool.Add(db, time, by, new() { Name = form.Name, Vendor = form.Vendor, Entered = "requested", Grades = request.GradeCodes }, ct))
        {
            case AimResult<Tool>.Done done: (request.Tool, request.State) = (done.Record.Id, RequestState.Open); break;
            case AimResult<Tool>.Refused refused: reading.Faults.AddRange(refused.Faults); break;
        }
    }

    private async Task Merge(ToolRequest request, AnswerForm form, FormReading reading, CancellationToken ct)
    {
        var into = reading.Id<ToolRequestId>(form.Into, nameof(form.Into));
        if (!reading.IsGood) return;
        var head = await db.Set<ToolRequest>().SingleOrDefaultAsync(r => r.Id == into && r.MergedInto == null && r.RemovedAt == null, ct);
        if (head is null || head.Id == request.Id)
        {
            reading.Refuse(nameof(form.Into), nameof(RequestWords.FaultInto));
            return;
        }
        // Two who merge must not make parts of each other.
        db.Raise(head);
        foreach (var part in await db.Set<ToolRequest>().Where(r => r.MergedInto == request.Id).ToListAsync(ct)) part.MergedInto = head.Id;
        (request.MergedInto, request.State, request.Tool) = (head.Id, RequestState.Merged, null);
    }

    private void Answer(Person by, ToolRequest request, AnswerForm form, FormReading reading, RequestState state)
    {
        var answer = reading.Block(form.Answer, nameof(form.Answer), ToolRequest.LongestText);
        if (!reading.IsGood) return;
        (request.State, request.Answer, request.AnsweredAt, request.AnsweredBy) = (state, answer, time.Now(), by.Id);
    }

    private async Task<AimResult<ToolRequest>> Remove(Person by, ToolRequest request, AnswerForm form, FormReading reading, CancellationToken ct)
    {
        var reason = reading.Block(form.Answer, nameof(form.Answer), ToolRequest.LongestText);
        if (await db.Set<ToolRequest>().AnyAsync(r => r.MergedInto == request.Id, ct)) reading.Refuse(nameof(form.Act), nameof(RequestWords.FaultHasParts));
        if (!reading.IsGood) return new AimResult<ToolRequest>.Refused(request, reading.Faults);
        RequestRules.RemoveWords(request, time.Now());
        (request.MergedInto, request.State, request.Answer, request.AnsweredAt, request.AnsweredBy) = (null, RequestState.Declined, reason, time.Now(), by.Id);
        await deletions.Commit(db, WordsKind, request.Id.Value, new(by.Actor, "tool-request.removed", new("tool-request", request.Id.Value), []), null, ct);
        return new AimResult<ToolRequest>.Done(request);
    }

    /// <summary>Erases the addresses that were kept for the answer: of the request, and of all that were merged into it. What a legal hold covers stays.</summary>
    private async Task ForgetContacts(Person by, ToolRequestId head, CancellationToken ct)
    {
        foreach (var request in await db.Set<ToolRequest>().Where(r => (r.Id == head || r.MergedInto == head) && r.Contact != "").ToListAsync(ct))
        {
            var kept = request.Contact;
            request.Contact = "";
            try
            {
                await deletions.Commit(db, ContactKind, request.Id.Value, new(by.Actor, "tool-request.contact-erased", new("tool-request", request.Id.Value), []), null, ct);
            }
            catch (HeldException)
            {
                request.Contact = kept;
            }
        }
    }

    private static string Done(RequestAct act) => act switch
    {
        RequestAct.Tie or RequestAct.Enter => "tied",
        RequestAct.Merge => "merged",
        RequestAct.Split => "split",
        RequestAct.Answer => "answered",
        _ => "declined",
    };

    private static JsonObject Change(ToolRequest request) => new() { ["into"] = request.MergedInto?.ToString(), ["state"] = Codes.Of(request.State), ["tool"] = request.Tool?.ToString() };
}

/// <summary>Erases the address again that a backup from before still had.</summary>
internal sealed class EraseRequestContact : IEraser
{
    public string Kind => AnswerRequest.ContactKind;

    public async Task Erase(DistrictDb db, Guid subject, CancellationToken ct)
    {
        var id = new ToolRequestId(subject);
        if (await db.Set<ToolRequest>().SingleOrDefaultAsync(r => r.Id == id && r.Contact != "", ct) is { } request) request.Contact = "";
    }
}

/// <summary>Removes the words again that a backup from before still had.</summary>
internal sealed class EraseRequestWords(TimeProvider time) : IEraser
{
    public string Kind => AnswerRequest.WordsKind;

    public async Task Erase(DistrictDb db, Guid subject, CancellationToken ct)
    {
        var id = new ToolRequestId(subject);
        if (await db.Set<ToolRequest>().SingleOrDefaultAsync(r => r.Id == id && r.RemovedAt == null, ct) is not { } request) return;
        RequestRules.RemoveWords(request, time.Now());
        (request.MergedInto, request.State) = (null, RequestState.Declined);
    }
}
