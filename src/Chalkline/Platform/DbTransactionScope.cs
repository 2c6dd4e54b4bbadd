using System.Data.Common;

namespace Chalkline.Platform;

/// <summary>The open connection and transaction of a commit, for statements that bypass change tracking.</summary>
public sealed record DbTransactionScope(DbConnection Connection, DbTransaction Transaction);
