using Chalkline.Design;
using Chalkline.Platform.Web;

namespace Chalkline.Platform.People;

/// <summary>The page of a one-time link that leads nowhere any more.</summary>
internal static class LinkMessage
{
    public static IResult Show(HttpContext http, string title, string text, int status) =>
        Pages.Show<MessagePage>(http, new MessagePage.Message(Say(http, title), Say(http, text)), status);

    private static string Say(HttpContext http, string key) => Wording.Say(SignInWords.ResourceManager, Pages.LanguageOf(http), key);
}
