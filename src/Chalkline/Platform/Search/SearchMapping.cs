using Microsoft.EntityFrameworkCore;

namespace Chalkline.Platform.Search;

/// <summary>How entries of search stand in a district's store. They are in no backup: a restored store makes them anew.</summary>
internal static class SearchMapping
{
    public static void Map(ModelBuilder model)
    {
        model.Entity<SearchEntry>(entry =>
        {
            entry.NotInBackups();
            entry.HasKey(e => e.Record);
            entry.Property(e => e.Record).ValueGeneratedNever();
            entry.Property(e => e.Kind).HasMaxLength(40);
            entry.Property(e => e.Title).HasMaxLength(400);
            entry.Property(e => e.TitleFolded).HasMaxLength(800);
            entry.Property(e => e.Path).HasMaxLength(400);
            entry.HasIndex(e => e.Kind);
        });
        model.Entity<SearchToken>(token =>
        {
            token.NotInBackups();
            token.HasKey(t => new { t.Record, t.Token });
            token.Property(t => t.Kind).HasMaxLength(40);
            token.Property(t => t.Token).HasMaxLength(60);
            token.HasIndex(t => new { t.Kind, t.Token, t.Record });
        });
        model.Entity<SearchPlace>(place =>
        {
            place.NotInBackups();
            place.HasKey(p => new { p.Record, p.School });
            place.HasIndex(p => new { p.School, p.Record });
        });
        model.Entity<SearchState>(state =>
        {
            state.NotInBackups();
            state.HasKey(s => s.Kind);
            state.Property(s => s.Kind).HasMaxLength(40);
        });
    }
}
