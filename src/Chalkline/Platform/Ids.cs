namespace Chalkline.Platform;

/// <summary>An identifier of one kind of record: a UUIDv7 of the clock's time, so that ids sort by when they were made.</summary>
public interface IId<TSelf> where TSelf : struct, IId<TSelf>
{
    Guid Value { get; }

    static abstract TSelf From(Guid value);
}

/// <summary>A person's account.</summary>
[System.ComponentModel.TypeConverter(typeof(IdText<AccountId>))]
public readonly record struct AccountId(Guid Value) : IId<AccountId>
{
    public static AccountId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}

/// <summary>One role given to one person, of a school or a review area where the role has one.</summary>
public readonly record struct GrantId(Guid Value) : IId<GrantId>
{
    public static GrantId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}

/// <summary>A school of the district. The schools themselves are records of another capability; roles are by school.</summary>
public readonly record struct SchoolId(Guid Value) : IId<SchoolId>
{
    public static SchoolId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}

/// <summary>Reads an id from its text, as ASP.NET's Identity asks for it; null for what is none.</summary>
internal sealed class IdText<TId> : System.ComponentModel.TypeConverter where TId : struct, IId<TId>
{
    public override bool CanConvertFrom(System.ComponentModel.ITypeDescriptorContext? context, Type sourceType) => sourceType == typeof(string);

    public override object? ConvertFrom(System.ComponentModel.ITypeDescriptorContext? context, System.Globalization.CultureInfo? culture, object value) =>
        value is string text && Guid.TryParse(text, out var id) ? TId.From(id) : default(TId);
}
