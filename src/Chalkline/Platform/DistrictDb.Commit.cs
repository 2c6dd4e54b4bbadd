using System.Data.Common;
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
    private bool _committing, _formKeyIsWritten;
    private IReadOnlyList<object> _told = [];

    /// <summary>The key of the form that is being acted on; written with the first change.</summary>
    internal string? FormKey { get; set; }

    /// <summary>On PostgreSQL: the transaction that is about to begin names the schema itself, in its first round trip; opening the connection need not.</summary>
    internal bool SetsPath { get; private set; }

    /// <summary>
    /// Saves what was changed, with its entry in the audit log and what web hooks are to tell of it, in one transaction: the form's key, the changes, then the log's head is locked, the entry
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
                await Attempt(entry, bulk, ct);
                ChangeTracker.AcceptAllChanges();
                Zone = null;
                _formKeyIsWritten = FormKey is not null;
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
    }

    /// <summary>
    /// What web hooks are to tell goes into the commit; what a try that failed put there is taken out. Most entries are told to nobody, so whether a hook hears is asked in the first round
    /// trip of the commit itself; where one does, the commit begins anew with what it is to be told, which is made with no transaction open, because that takes a connection of the host's store.
    /// </summary>
    private async Task Attempt(AuditEntry entry, Func<DbTransactionScope, Task>? bulk, CancellationToken ct)
    {
        foreach (var told in _told.Where(t => Entry(t).State == EntityState.Added)) Entry(told).State = EntityState.Detached;
        _told = [];
        if (await CommitOnce(entry, bulk, unlessHeard: HookRules.IsTold(entry.Action), ct)) return;
        _told = await HookOutbox.Add(this, entry, ct);
        await CommitOnce(entry, bulk, unlessHeard: false, ct);
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

    /// <param name="unlessHeard">Only if no web hook hears of it.</param>
    /// <returns>Whether it was committed.</returns>
    private async Task<bool> CommitOnce(AuditEntry entry, Func<DbTransactionScope, Task>? bulk, bool unlessHeard, CancellationToken ct)
    {
        SetsPath = Database.IsNpgsql();
        try
        {
            // Before the turn: what it takes to open a connection is no one else's wait.
            await Database.OpenConnectionAsync(ct);
            using var turn = await Turn(ct);
            // Immediate on SQLite: the write lock is taken before anything is read in it.
            await using var transaction = await Database.BeginTransactionAsync(ct);
            var scope = new DbTransactionScope(Database.GetDbConnection(), transaction.GetDbTransaction());
            if (await Begin(scope, unlessHeard ? entry.Action : null, ct)) return false;
            await Save(bulk, scope, ct);
            await AuditLog.AppendAndCommit(scope, entry, _time.Now(), ct);
            return true;
        }
        finally
        {
            SetsPath = false;
            await Database.CloseConnectionAsync();
        }
    }

    /// <summary>
    /// All that does not depend on the change, in one round trip: the search path, the form's key, and whether a web hook hears. The key comes before the changes: of two who send a form at the
    /// same time the second waits here, and is told so, not that a record has changed.
    /// </summary>
    /// <param name="action">What hooks may hear of; null: it is not asked.</param>
    /// <returns>Whether a hook hears, or cannot be asked because the store is of an earlier version.</returns>
    private async Task<bool> Begin(DbTransactionScope scope, string? action, CancellationToken ct)
    {
        await using var command = scope.Connection.CreateCommand();
        command.Transaction = scope.Transaction;
        var statements = new List<string>(3);
        if (SetsPath) statements.Add(StoreConnections.PathOfTransaction(District));
        if (FormKey is { } key && !_formKeyIsWritten)
        {
            statements.Add("INSERT INTO form_key (key, at) VALUES (@key, @at)");
            Add("key", key, ColumnKind.Text);
            Add("at", _time.Now(), ColumnKind.Instant);
        }
        if (action is not null) statements.Add(HookOutbox.Heard);
        if (statements.Count == 0) return false;
        command.CommandText = string.Join(';', statements);
        try
        {
            await using var row = await command.ExecuteReaderAsync(ct);
            while (await row.ReadAsync(ct))
                if (HookRules.Hears(row.GetString(0), action!)) return true;
            return false;
        }
        catch (DbException e) when (StoreFaults.IsMissingTable(e))
        {
            return true;
        }

        void Add(string name, object value, ColumnKind kind)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name, ColumnValues.Stored(value, kind, SetsPath));
            command.Parameters.Add(parameter);
        }
    }

    private async Task Save(Func<DbTransactionScope, Task>? bulk, DbTransactionScope scope, CancellationToken ct)
    {
        _committing = true;
        try
        {
            if (bulk is not null) await bulk(scope);
            await base.SaveChangesAsync(acceptAllChangesOnSuccess: false, ct);
            foreach (var (entries, records) in SearchIndex.Touched(this)) await SearchIndex.Write(this, entries, records, scope, ct);
        }
        finally
        {
            _committing = false;
        }
    }
}
