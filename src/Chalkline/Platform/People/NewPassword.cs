using Chalkline.Design;

namespace Chalkline.Platform.People;

/// <summary>A password that is being chosen, typed twice: what is wrong with it, in words.</summary>
internal static class NewPassword
{
    /// <summary>Adds the faults of the fields <c>Password</c> and <c>PasswordAgain</c>.</summary>
    /// <param name="personal">The person's name and e-mail address, the district's name and address.</param>
    public static void Check(Faults faults, Language language, string? password, string? again, params IEnumerable<string?> personal)
    {
        switch (PasswordRule.FaultOf(password ?? "", personal))
        {
            case PasswordFault.TooShort: Add(nameof(SignInWords.PasswordTooShort), PasswordRule.Shortest); break;
            case PasswordFault.TooLong: Add(nameof(SignInWords.PasswordTooLong), PasswordRule.Longest); break;
            case PasswordFault.Common: Add(nameof(SignInWords.PasswordCommon)); break;
            case PasswordFault.Personal: Add(nameof(SignInWords.PasswordPersonal)); break;
            default:
                if (password != again) faults.Add("PasswordAgain", Wording.Say(SignInWords.ResourceManager, language, nameof(SignInWords.PasswordsDiffer)));
                break;
        }

        void Add(string key, params object[] values) => faults.Add("Password", Wording.Say(SignInWords.ResourceManager, language, key, values));
    }
}
