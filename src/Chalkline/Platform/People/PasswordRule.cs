namespace Chalkline.Platform.People;

/// <summary>Why a password is refused.</summary>
internal enum PasswordFault
{
    TooShort,
    TooLong,
    Common,

    /// <summary>Hardly more than the person's name, e-mail address or district.</summary>
    Personal,
}

/// <summary>Which passwords are good enough: long, not among those that everybody tries first, and not made of what is known of the person.</summary>
internal static class PasswordRule
{
    public const int Shortest = 12, Longest = 128;

    /// <summary>What must be left of a password when known words are taken out of it.</summary>
    private const int LeastLeft = 8;

    /// <summary>Different signs that it must have: "aaaaaaaaaaaa" and "121212121212" have fewer.</summary>
    private const int LeastKinds = 5;

    /// <summary>What the most common passwords are made of, beside digits and signs ("Password2026!").</summary>
    private static readonly HashSet<string> Common = new(StringComparer.Ordinal)
    {
        "", "password", "passwort", "passwordpassword", "contraseña", "contrasena", "qwerty", "qwertyuiop", "qwertyqwerty", "qwertyuiopasdfghjkl", "asdfghjkl", "asdfasdf", "asdfasdfasdf",
        "qazwsx", "qazwsxedc", "zaqxsw", "zxcvbnm", "qwaszx", "abc", "abcdef", "abcdefg", "abcdefgh", "abcdefghijkl", "abcd", "abcabcabcabc", "letmein",
        "letmeinletmein", "letmeinplease", "welcome", "welcomewelcome", "welcomeback", "iloveyou", "iloveyouiloveyou", "iloveyousomuch", "teamo", "tequiero",
        "teacher", "student", "school", "classroom", "principal", "admin", "adminadmin", "administrator", "administrador", "superuser", "root", "test", "testtest",
        "testtesttest", "testpassword", "mypassword", "newpassword", "yourpassword", "changeme", "changemenow", "changemeplease", "changeit", "secret",
        "secretsecret", "topsecret", "default", "temporary", "temppassword", "temp", "football", "baseball", "basketball", "soccer", "superman", "batman", "spiderman",
        "princess", "sunshine", "dragon", "monkey", "shadow", "master", "michael", "jennifer", "jordan", "hello", "hellohello", "helloworld", "freedom", "whatever",
        "trustno", "starwars", "pokemon", "computer", "internet", "chocolate", "butterfly", "liverpool", "passw", "password", "passwd", "passwordp", "pssword", "pssw",
        "pword", "pw", "spring", "summer", "autumn", "winter", "fall", "january", "february", "march", "april", "june", "july", "august", "september", "october",
        "november", "december", "monday", "friday", "correcthorsebatterystaple", "chalkline",
    };

    /// <param name="personal">The person's name and e-mail address, the district's name and address.</param>
    public static PasswordFault? FaultOf(string password, params IEnumerable<string?> personal)
    {
        if (password.Length < Shortest) return PasswordFault.TooShort;
        if (password.Length > Longest) return PasswordFault.TooLong;
        var folded = StoreConventions.Fold(password);
        if (folded.Distinct().Count() < LeastKinds || Common.Contains(string.Concat(folded.Where(char.IsLetter)))) return PasswordFault.Common;
        var left = folded;
        foreach (var word in Words(personal)) left = left.Replace(word, "", StringComparison.Ordinal);
        return left != folded && left.Length < LeastLeft ? PasswordFault.Personal : null;
    }

    /// <summary>Words of four letters or more, the longest first; an e-mail address is taken apart as well.</summary>
    private static IEnumerable<string> Words(IEnumerable<string?> texts) =>
        from text in texts
        where text is not null
        from word in StoreConventions.Fold(text).Split([' ', '@', '.', '-', '_', '+', ',', '\''], StringSplitOptions.RemoveEmptyEntries)
        where word.Length >= 4
        orderby word.Length descending
        select word;
}
