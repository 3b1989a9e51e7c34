using System.Buffers.Binary;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using CampaignEngine.Channels.Twilio;

namespace CampaignEngine.Benchmarks.Harness;

/// <summary>
/// The baseline of dispatch, in a process of its own (<c>client FILE CALLS</c>): the engine's own HTTP client for the provider posts form
/// bodies that were written beforehand, so many calls at a time, and reads the answers. No engine around it.
/// </summary>
internal static class BareClient
{
    public const string Verb = "client";

    public static async Task<int> RunAsync(string file, int calls)
    {
        var configuration = new ConfigurationBuilder().AddEnvironmentVariables().Build();
        await using var services = new ServiceCollection().AddLogging().AddSingleton<IConfiguration>(configuration).AddCampaignEngine(configuration).BuildServiceProvider();
        var http = services.GetRequiredService<IHttpClientFactory>().CreateClient(TwilioChannel.Name);
        var sid = configuration["Twilio:AccountSid"];
        var address = new Uri($"{configuration["Twilio:BaseUrl"]!.TrimEnd('/')}/2010-04-01/Accounts/{sid}/Messages.json");
        var credentials = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{sid}:{configuration["Twilio:AuthToken"]}")));
        var bodies = Read(file);
        Console.WriteLine("ready");
        while (await Console.In.ReadLineAsync() is { Length: > 0 } line)
        {
            var (count, next, began) = (int.Parse(line, CultureInfo.InvariantCulture), -1, Stopwatch.GetTimestamp());
            await Task.WhenAll(Enumerable.Range(0, calls).Select(_ => Task.Run(async () =>
            {
                for (int at; (at = Interlocked.Increment(ref next)) < count;) await PostAsync(http, address, credentials, bodies[at]);
            })));
            Console.WriteLine(Stopwatch.GetElapsedTime(began).TotalSeconds.ToString("r", CultureInfo.InvariantCulture));
        }
        return 0;
    }

    private static async Task PostAsync(HttpClient http, Uri address, AuthenticationHeaderValue credentials, ReadOnlyMemory<byte> body)
    {
        using var content = new ReadOnlyMemoryContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/x-www-form-urlencoded");
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = content };
        request.Headers.Authorization = credentials;
        using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseContentRead);
        if (answer.StatusCode != HttpStatusCode.Created) throw new InvalidOperationException($"The simulator answered {answer.StatusCode}.");
        await answer.Content.ReadAsByteArrayAsync();
    }

    /// <summary>Each body after its length.</summary>
    private static List<ReadOnlyMemory<byte>> Read(string file)
    {
        var bytes = File.ReadAllBytes(file);
        var bodies = new List<ReadOnlyMemory<byte>>();
        for (var at = 0; at < bytes.Length;)
        {
            var length = BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(at));
            bodies.Add(bytes.AsMemory(at + 4, length));
            at += 4 + length;
        }
        return bodies;
    }
}
