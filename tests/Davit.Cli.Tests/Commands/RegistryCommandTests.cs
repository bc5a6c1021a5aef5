namespace Davit.Cli.Tests.Commands;

/// <summary>pull, push, search, login, logout and what run pulls: requests and output as docker 28.2's.</summary>
public sealed class RegistryCommandTests
{
    private const string NoAuthentication = "{}";

    [Fact]
    public void Pull_names_the_image_it_took_the_default_tag_for()
    {
        using var engine = new FakeEngine((200, """{"status":"Pulling from a/b","id":"latest"}{"status":"Status: Image is up to date for a/b:latest"}"""));
        using var run = engine.Run();
        Assert.Equal(0, run.Run("pull", "a/b"));
        Assert.Equal("Using default tag: latest\nlatest: Pulling from a/b\nStatus: Image is up to date for a/b:latest\ndocker.io/a/b:latest\n", run.Output);
        Assert.Equal("POST /images/create?fromImage=a%2Fb&tag=latest", engine.Requests[0].Line);
        Assert.Equal(NoAuthentication, engine.Requests[0].Authentication);
    }

    [Theory]
    [InlineData("-q h:1/a:2", "h:1/a:2\n", "POST /images/create?fromImage=h%3A1%2Fa&tag=2")]
    [InlineData("-a h:1/a", "s\nh:1/a\n", "POST /images/create?fromImage=h%3A1%2Fa")]
    [InlineData("--platform Linux/ARM64 busybox:1", "s\ndocker.io/library/busybox:1\n", "POST /images/create?fromImage=busybox&tag=1&platform=linux%2Farm64")]
    public void Pull_asks_for_what_its_flags_say(string arguments, string output, string request)
    {
        using var engine = new FakeEngine((200, """{"status":"s"}"""));
        using var run = engine.Run();
        Assert.Equal(0, run.Run(["pull", .. arguments.Split(' ')]));
        Assert.Equal((output, request), (run.Output, engine.Requests[0].Line));
    }

    [Theory]
    [InlineData("pull -a h/a:1", "tag can't be used with --all-tags/-a\n")]
    [InlineData("push -a h/a:1", "tag can't be used with --all-tags/-a\n")]
    [InlineData("pull UP", "invalid reference format: repository name (library/UP) must be lowercase\n")]
    [InlineData("push --platform x/y/z/a h/a", "Invalid platform x/y/z/a\"x/y/z/a\": cannot parse platform specifier: invalid argument\n")]
    [InlineData("login -u a -p b --password-stdin", "conflicting options: cannot specify both --password and --password-stdin\n")]
    [InlineData("login --password-stdin h", "the --password-stdin option requires --username to be set\n")]
    [InlineData("login h", "Error: Cannot perform an interactive login from a non TTY device\n")]
    public void What_cannot_be_is_refused_before_any_request(string line, string error)
    {
        using var engine = new FakeEngine();
        using var run = engine.Run();
        Assert.Equal(1, run.Run(line.Split(' ')));
        Assert.Equal(error, run.Error);
        Assert.Empty(engine.Requests);
    }

    [Theory]
    [InlineData("pull", "--disable-content-trust=false", "")]
    [InlineData("push", "--disable-content-trust=false", "")]
    [InlineData("pull", "-q", "1")]
    [InlineData("create", "--rm", "true")]
    public void Signatures_are_refused_and_not_left_out(string command, string flag, string variable)
    {
        using var run = new CliRun();
        run.Environment["DOCKER_CONTENT_TRUST"] = variable;
        Assert.Equal(1, run.Run(command, flag, "a:1"));
        Assert.StartsWith("content trust is not supported", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void An_error_in_the_stream_is_the_commands()
    {
        using var engine = new FakeEngine((200, """{"status":"The push refers to repository [h/a]"}{"errorDetail":{"message":"An image does not exist locally with the tag: h/a"},"error":"x"}"""));
        using var run = engine.Run();
        Assert.Equal(1, run.Run("push", "h.x/a"));
        Assert.Equal(("Using default tag: latest\nThe push refers to repository [h/a]\n", "An image does not exist locally with the tag: h/a\n"), (run.Output, run.Error));
    }

    [Fact]
    public void Push_sends_the_users_credentials_and_the_platform()
    {
        using var engine = new FakeEngine((200, """{"status":"1: digest: sha256:x size: 5"}{"progressDetail":{},"aux":{"Tag":"1","Digest":"sha256:x","Size":5}}"""));
        using var run = engine.Run();
        Directory.CreateDirectory(Path.Combine(run.Home, ".docker"));
        File.WriteAllText(Path.Combine(run.Home, ".docker", "config.json"), """{"auths": {"h:1": {"auth": "YW5uOnB3"}}}""");
        Assert.Equal(0, run.Run("push", "--platform", "linux/arm64", "h:1/a:1"));
        Assert.Equal(
            "\n Info -> Using --platform pushes only the specified platform manifest of a multi-platform image index.\n         Other components, like attestations, will not be included.\n"
            + "         To push the complete multi-platform image, remove the --platform flag.\n         \n1: digest: sha256:x size: 5\n",
            run.Output);
        Assert.Equal("POST /images/h:1/a/push?tag=1&platform=%7B%22architecture%22%3A%22arm64%22%2C%22os%22%3A%22linux%22%7D", engine.Requests[0].Line);
        Assert.Equal("""{"username":"ann","password":"pw","serveraddress":"h:1"}""", engine.Requests[0].Authentication);
    }

    [Fact]
    public void Search_lists_what_has_most_stars_first()
    {
        using var engine = new FakeEngine((200, """[{"star_count":1,"is_official":false,"name":"u/a","is_automated":false,"description":"x"},{"star_count":20,"is_official":true,"name":"a","is_automated":false,"description":"0123456789012345678901234567890123456789012345678\n"}]"""));
        using var run = engine.Run();
        Assert.Equal(0, run.Run("search", "--limit", "5", "--filter", "stars=1", "a"));
        Assert.Equal(
            "NAME      DESCRIPTION                                     STARS     OFFICIAL\n"
            + "a         01234567890123456789012345678901234567890123…   20        [OK]\n"
            + "u/a       x                                               1         \n",
            run.Output);
        Assert.Equal("GET /images/search?term=a&limit=5&filters=%7B%22stars%22%3A%7B%221%22%3Atrue%7D%7D", engine.Requests[0].Line);
    }

    [Fact]
    public void Login_checks_and_stores_and_later_uses_what_it_stored()
    {
        using var engine = new FakeEngine((200, """{"IdentityToken":"","Status":"Login Succeeded"}"""), (200, """{"Status":"Login Succeeded"}"""), (401, """{"message":"no"}"""));
        using (var first = engine.Run("pw\n"))
        {
            Assert.Equal(0, first.Run("login", "-u", "ann", "--password-stdin", "http://h:1/v2/"));
            Assert.Equal("Login Succeeded\n", first.Output);
            Assert.Equal(("POST /auth", """{"username":"ann","password":"pw","serveraddress":"h:1"}"""), (engine.Requests[0].Line, engine.Requests[0].Body));
            Assert.Equal(0, first.Run("login", "h:1"));
            Assert.Contains(
                "Authenticating with existing credentials... [Username: ann]\n\n Info -> To login with a different account, run 'docker logout' followed by 'docker login'\n\n\n",
                first.Error,
                StringComparison.Ordinal);
            Assert.Equal(engine.Requests[0].Body, engine.Requests[1].Body);
            Assert.Equal(1, first.Run("login", "h:1"));
            Assert.EndsWith("Stored credentials invalid or expired\nError: Cannot perform an interactive login from a non TTY device\n", first.Error, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Login_keeps_an_identity_token_in_place_of_the_password()
    {
        using var engine = new FakeEngine((200, """{"IdentityToken":"tok","Status":"Login Succeeded"}"""));
        using var run = engine.Run();
        Assert.Equal(0, run.Run("login", "-u", "ann", "-p", "pw"));
        Assert.StartsWith("WARNING! Using --password via the CLI is insecure. Use --password-stdin.\n", run.Error, StringComparison.Ordinal);
        var stored = run.Context.Credentials.Get("https://index.docker.io/v1/");
        Assert.Equal(("ann", "", "tok"), (stored.Username, stored.Password ?? "", stored.IdentityToken));
        Assert.Contains("\"serveraddress\":\"https://index.docker.io/v1/\"", engine.Requests[0].Body, StringComparison.Ordinal);
    }

    [Fact]
    public void A_refused_login_stores_nothing()
    {
        using var engine = new FakeEngine((401, """{"message":"incorrect username or password"}"""));
        using var run = engine.Run();
        Assert.Equal(1, run.Run("login", "-u", "ann", "-p", "pw", "h"));
        Assert.EndsWith("Error response from daemon: incorrect username or password\n", run.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(run.Home, ".docker", "config.json")));
    }

    [Fact]
    public void Logout_forgets_every_way_of_writing_the_registry()
    {
        using var run = new CliRun();
        Directory.CreateDirectory(Path.Combine(run.Home, ".docker"));
        var file = Path.Combine(run.Home, ".docker", "config.json");
        File.WriteAllText(file, """{"auths": {"h:1": {"auth": "YTpi"}, "https://h:1": {"auth": "YTpi"}, "https://index.docker.io/v1/": {"auth": "YTpi"}}}""");
        Assert.Equal(0, run.Run("logout", "h:1"));
        Assert.Equal(0, run.Run("logout"));
        Assert.Equal("Removing login credentials for h:1\nRemoving login credentials for https://index.docker.io/v1/\n", run.Output);
        Assert.Equal("{\n\t\"auths\": {}\n}", File.ReadAllText(file));
    }

    [Fact]
    public void Create_pulls_an_image_that_is_missing_and_tries_again()
    {
        using var engine = new FakeEngine((404, """{"message":"No such image: a:latest"}"""), (200, """{"status":"Pulling from library/a","id":"latest"}"""), (201, """{"Id":"123","Warnings":[]}"""));
        using var run = engine.Run();
        Assert.Equal(0, run.Run("create", "a"));
        Assert.Equal(("123\n", "Unable to find image 'a:latest' locally\nlatest: Pulling from library/a\n"), (run.Output, run.Error));
        Assert.Equal(["POST /containers/create", "POST /images/create?fromImage=a&tag=latest", "POST /containers/create"], engine.Requests.Select(request => request.Line));
        Assert.Equal(NoAuthentication, engine.Requests[1].Authentication);
    }

    [Fact]
    public void Pull_always_pulls_first_and_quietly_if_asked()
    {
        using var engine = new FakeEngine((200, """{"status":"s"}"""), (201, """{"Id":"123"}"""));
        using var run = engine.Run();
        Assert.Equal(0, run.Run("create", "-q", "--pull", "always", "--platform", "arm64", "a:1"));
        Assert.Equal(("123\n", ""), (run.Output, run.Error));
        Assert.Equal(["POST /images/create?fromImage=a&tag=1&platform=arm64", "POST /containers/create?platform=linux%2Farm64"], engine.Requests.Select(request => request.Line));
    }

    [Theory]
    [InlineData("never", "No such image: a:latest")]
    [InlineData("missing", "network x not found")]
    public void Nothing_is_pulled_for_other_reasons(string pull, string message)
    {
        using var engine = new FakeEngine((404, $$"""{"message":"{{message}}"}"""));
        using var run = engine.Run();
        Assert.Equal(1, run.Run("create", "--pull", pull, "a"));
        Assert.Equal($"Error response from daemon: {message}\n", run.Error);
    }

    [Fact]
    public void Run_says_why_it_could_not_pull()
    {
        using var engine = new FakeEngine((404, """{"message":"No such image: h.x/a:latest"}"""), (404, """{"message":"manifest for h.x/a:latest not found: manifest unknown: manifest unknown"}"""));
        using var run = engine.Run();
        Assert.Equal(125, run.Run("run", "h.x/a"));
        Assert.Equal(
            "Unable to find image 'h.x/a:latest' locally\ndocker: Error response from daemon: manifest for h.x/a:latest not found: manifest unknown: manifest unknown\n\nRun 'docker run --help' for more information\n",
            run.Error);
    }
}
