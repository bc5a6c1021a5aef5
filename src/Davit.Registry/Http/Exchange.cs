using System.Net;
using Davit.Registry.Authentication;
using Davit.Registry.Hosts;

namespace Davit.Registry.Http;

/// <summary>
/// A request with what it takes to be let in: with the token or password at hand, and once more if the registry asks for another. Only
/// addresses of the registry itself get either; an address elsewhere (an upload's Location, a layer's <c>urls</c>) is asked without, and
/// what it asks for is not answered.
/// </summary>
internal sealed class Exchange(HttpSender sender, Authenticator authenticator, TimeProvider time)
{
    /// <summary>A successful answer; everything else is thrown.</summary>
    public async Task<RegistryAnswer> SendAsync(RegistryEndpoint endpoint, RegistryRequest request, CancellationToken cancellation)
    {
        var mayAuthenticate = Origin.Of(request.Address) == endpoint.Origin;
        var authorization = mayAuthenticate ? await authenticator.RecallAsync(endpoint, request.Scopes, cancellation) : null;
        var answer = await sender.SendAsync(endpoint, request, authorization, cancellation);
        if (answer.Status == HttpStatusCode.Unauthorized && answer.IsOwn && mayAuthenticate)
        {
            var challenges = ChallengeParser.Parse(answer.HeaderValues("WWW-Authenticate"));
            if (challenges.Count > 0)
            {
                using (answer)
                {
                    authorization = await authenticator.AnswerAsync(endpoint, request.Scopes, challenges, authorization, answer.Address, cancellation);
                }

                answer = await sender.SendAsync(endpoint, request, authorization, cancellation);
            }
        }

        if (answer.IsSuccess)
        {
            return answer;
        }

        using (answer)
        {
            throw await ErrorAnswer.ReadAsync(answer, time.GetUtcNow());
        }
    }
}
