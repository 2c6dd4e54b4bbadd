using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;

namespace Chalkline.Platform;

/// <summary>
/// A record that is a figure about a single member of the staff: how much somebody uses a tool, what somebody answered, what somebody scored in a training. It is never shown to that
/// person's principal or evaluator, and never exported for an evaluation. A capability that keeps such figures says so by this interface, and the rest follows from <see cref="StaffFigures"/>.
/// </summary>
public interface IStaffFigure
{
    /// <summary>Whom it is about.</summary>
    AccountId Staff { get; }
}

/// <summary>
/// The one place that says who reads figures about a single member of the staff: that person alone. It is a rule of the store and not of a page: in every query of a request the figures of
/// others are not there, whichever page, list, file, search, program or job asks. What is no figure, such as that a duty is still open, is no <see cref="IStaffFigure"/> and says how little it says.
/// </summary>
public static class StaffFigures
{
    /// <summary>The name of the rule among the filters of a query.</summary>
    public const string Rule = "staff-figures";

    /// <summary>Every record of this kind is there for the person whom it is about, and for nobody else: where nobody is signed in, for nobody.</summary>
    internal static void Hold(ModelBuilder model, DistrictDb db)
    {
        foreach (var kind in model.Model.GetEntityTypes().Where(e => typeof(IStaffFigure).IsAssignableFrom(e.ClrType)).Select(e => e.ClrType).ToList())
        {
            // The store itself as a constant: each context then asks for its own reader.
            var (figure, reader) = (Expression.Parameter(kind), Expression.Property(Expression.Constant(db), nameof(DistrictDb.Reader)));
            model.Entity(kind).HasQueryFilter(Rule, Expression.Lambda(Expression.Equal(Expression.Property(figure, nameof(IStaffFigure.Staff)), reader), figure));
        }
    }

    /// <summary>The log is read by people who evaluate others: it says that a figure was written, and nothing of it.</summary>
    /// <exception cref="InvalidOperationException">The entry would tell more.</exception>
    internal static void Check(DistrictDb db, AuditEntry entry)
    {
        if (entry.Change.Count > 0 && db.ChangeTracker.Entries<IStaffFigure>().Any(e => e.State is EntityState.Added or EntityState.Modified or EntityState.Deleted))
            throw new InvalidOperationException($"{entry.Action}: an entry about a figure of a member of the staff tells nothing of it; its change is empty.");
    }
}
