using System.Net;
using Davit.Registry.Hosts;
using Davit.Registry.Http;

namespace Davit.Registry.Authentication;

/// <summary>Checks credentials as <c>docker login</c> does: the registry's <c>/v2/</c> is asked, with what its challenge wants.</summary>
internal sealed class LoginClient(RegistrySession session, HttpSender sender, Authenticator authenticator, TimeProvider time)
{
    private const string Succeeded = "Login Succeeded";

    public async Task<LoginResult> LoginAsync(string serverAddress, RegistryCredentials credentials, CancellationToken cancellation)
    {
        var endpoint = await session.RegistryAsync(HostNames.Normalise(serverAddress), credentials, cancellation);
        var request = new RegistryRequest(HttpMethod.Get, endpoint.At("v2/"));
        return await session.Retry.RunAsync($"login to {endpoint.Name}", () => AttemptAsync(endpoint, request, cancellation), cancellation);
    }

    private async Task<LoginResult> AttemptAsync(RegistryEndpoint endpoint, RegistryRequest request, CancellationToken cancellation)
    {
        Challenge? challenge;
        using (var answer = await sender.SendAsync(endpoint, request, null, cancellation))
        {
            if (answer.IsSuccess)
            {
                return new LoginResult(Succeeded, ""); // lets everybody in
            }

            var challenges = answer.Status == HttpStatusCode.Unauthorized && answer.IsOwn ? ChallengeParser.Parse(answer.HeaderValues("WWW-Authenticate")) : [];
            challenge = challenges.FirstOrDefault(challenge => challenge.IsBearer) ?? challenges.FirstOrDefault(challenge => challenge.IsBasic);
            if (challenge is null)
            {
                throw await ErrorAnswer.ReadAsync(answer, time.GetUtcNow());
            }
        }

        var grant = challenge.IsBearer ? await authenticator.LoginAsync(endpoint, challenge, cancellation) : null;
        var authorization = grant is not null ? new("Bearer", grant.Token) : TokenRequests.Basic(endpoint.Credentials ?? new RegistryCredentials());
        using var second = await sender.SendAsync(endpoint, request, authorization, cancellation);
        if (second.IsSuccess)
        {
            return new LoginResult(Succeeded, grant?.RefreshToken ?? "");
        }

        var failure = await ErrorAnswer.ReadAsync(second, time.GetUtcNow());
        throw second.Status == HttpStatusCode.Unauthorized
            ? failure.With(failure.Kind, $"login attempt to {Text.Address(request.Address)} failed with status: {second.StatusText}")
            : failure;
    }
}
