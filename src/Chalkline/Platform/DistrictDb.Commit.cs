using Chalkline.Platform.Auditing;
using Chalkline.Platform.Hooks;
using Chalkline.Platform.Hosting;
using Chalkline.Platform.Search;
using Chalkline.Platform.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Chalkline.Platform;

public sealed partial class DistrictDb
{
    private const int Tries = 3;
    private readonly List<Action> _afterCommit = [];
    private bool _committing;
    private IReadOnlyList<object> _told = [];

    /// <summary>The key of the form that is being acted on; written with the change.</summary>
    internal string? FormKey { get; set; }

    /// <summary>
    /// Saves what was changed, with its entry in the audit log and what web hooks are to tell of it, in one transaction: changes first, then the log's head is locked, the entry
    /// appended, the whole committed. Three tries where another transaction is in the way.
    /// </summary>
    /// <exception cref="StaleWriteException">A record was changed since it was read.</exception>
    /// <exception cref="FormAlreadySubmittedException">The form was acted on before.</exception>
    /// <exception cref="StoreUnavailableException">The store does not answer, or is full.</exception>
    public Task Commit(AuditEntry entry, CancellationToken ct) => Commit(entry, null, ct);

    /// <summary>The same, with statements that bypass change tracking (bulk rows) in the same transaction, before what is tracked is saved.</summary>
    public async Task Commit(AuditEntry entry, Func<DbTransactionScope, Task>? bulk, CancellationToken ct)
    {
        using var measure = Telemetry.Commit(entry.Action);
        Prepare();
        StaffFigures.Check(this, entry);
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await Tell(entry, ct);
                await CommitOnce(entry, bulk, ct);
                ChangeTracker.AcceptAllChanges();
                measure.Done();
                foreach (var act in _afterCommit.ToList()) act();
                _afterCommit.Clear();
                return;
            }
            catch (DbUpdateConcurrencyException e)
            {
                throw new StaleWriteException(e);
            }
            catch (Exception e) when (StoreFaults.IsTaken(e, "form_key"))
            {
                throw new FormAlreadySubmittedException(e);
            }
            catch (Exception e) when (StoreFaults.IsTaken(e))
            {
                // What must be unique was free when the operation looked: someone else took it since.
                throw new StaleWriteException(e);
            }
            catch (Exception e) when (attempt < Tries && StoreFaults.IsContention(e))
            {
                measure.Retried();
                await Task.Delay(TimeSpan.FromMilliseconds(20 * attempt), _time, ct);
            }
            catch (Exception e) when (StoreFaults.Trouble(e) is { } trouble)
            {
                throw new StoreUnavailableException(trouble, e);
            }
        }
    }

    /// <summary>Once, after the next commit has gone through: to tell this process of it. What must not be lost is written in the commit.</summary>
    internal void AfterCommit(Action act) => _afterCommit.Add(act);

    /// <summary>Writes what is no change of the record of decision (when a session was last seen): no entry, and lost without harm.</summary>
    internal async Task Lease(Func<DistrictDb, Task> write, CancellationToken ct)
    {
        using var turn = await Turn(ct);
        await write(this);
    }

    /// <summary>
    /// Makes the entries of search of one kind anew: for the bulk part of a commit that wrote such records past change tracking.
    /// </summary>
    public Task Reindex(string kind, DbTransactionScope scope, CancellationToken ct) => SearchIndex.Fill(this, Mappings.Search.Single(s => s.Kind == kind), scope, ct);

    /// <summary>Writes in one transaction what is made of records and can be made anew from them: no entry. Three tries, as a commit has.</summary>
    internal async Task Derive(Func<DbTransactionScope, Task> write, CancellationToken ct)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                using var turn = await Turn(ct);
                await using var transaction = await Database.BeginTransactionAsync(ct);
                await write(new(Database.GetDbConnection(), transaction.GetDbTransaction()));
                await transaction.CommitAsync(ct);
                return;
            }
            // Also where another process makes the very same at the same time.
            catch (Exception e) when (attempt < Tries && (StoreFaults.IsContention(e) || StoreFaults.IsTaken(e)))
            {
                await Task.Delay(TimeSpan.FromMilliseconds(20 * attempt), _time, ct);
            }
        }
    }

    /// <summary>Closed: a change without its entry in the audit log is no change. See <see cref="Commit(AuditEntry, CancellationToken)"/>.</summary>
    public override Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default) =>
        _committing ? base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken)
            : throw new InvalidOperationException("Commit(entry) is the way to write: every change has its entry in the audit log.");

    /// <inheritdoc cref="SaveChangesAsync(bool, CancellationToken)"/>
    public override int SaveChanges(bool acceptAllChangesOnSuccess) => throw new InvalidOperationException("Commit(entry) is the way to write.");

    private void Prepare()
    {
        ChangeTracker.DetectChanges();
        foreach (var entry in ChangeTracker.Entries<IVersioned>().Where(e => e.State == EntityState.Modified))
        {
            var version = entry.Property(v => v.Version);
            version.CurrentValue = version.OriginalValue + 1;
        }
        if (FormKey is { } key && !ChangeTracker.Entries<FormKey>().Any()) Add(new FormKey { Key = key, At = _time.Now() });
    }

    /// <summary>What web hooks are to tell goes into the commit; what a try that failed put there is taken out.</summary>
    private async Task Tell(AuditEntry entry, CancellationToken ct)
    {
        foreach (var told in _told.Where(t => Entry(t).State == EntityState.Added)) Entry(told).State = EntityState.Detached;
        _told = await HookOutbox.Add(this, entry, ct);
    }

    private async Task<IDisposable?> Turn(CancellationToken ct)
    {
        if (_writer is null) return null;
        await _writer.WaitAsync(ct);
        return new WriterTurn(_writer);
    }

    private sealed class WriterTurn(SemaphoreSlim writer) : IDisposable
    {
        public void Dispose() => writer.Release();
    }

    private async Task CommitOnce(AuditEntry entry, Func<DbTransactionScope, Task>? bulk, CancellationToken ct)
    {
        using var turn = await Turn(ct);
        // Immediate on SQLite: the write lock is taken before anything is read in it.
        await using var transaction = await Database.BeginTransactionAsync(ct);
        _committing = true;
        try
        {
            if (bulk is not null) await bulk(new(Database.GetDbConnection(), transaction.GetDbTransaction()));
            await base.SaveChangesAsync(acceptAllChangesOnSuccess: false, ct);
            foreach (var (entries, records) in SearchIndex.Touched(this))
                await SearchIndex.Write(this, entries, records, new(Database.GetDbConnection(), transaction.GetDbTransaction()), ct);
        }
        finally
        {
            _committing = false;
        }
        await AuditLog.Append(Database.GetDbConnection(), transaction.GetDbTransaction(), entry, _time.Now(), Database.IsNpgsql(), ct);
        await transaction.CommitAsync(ct);
    }
}
