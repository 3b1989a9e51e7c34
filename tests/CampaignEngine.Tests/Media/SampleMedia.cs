using System.Buffers.Binary;
using CampaignEngine.Access;
using CampaignEngine.Media;
using CampaignEngine.Tests.Harness;
using Microsoft.Extensions.DependencyInjection;

namespace CampaignEngine.Tests.Media;

/// <summary>The smallest files of each kind that are what they say.</summary>
internal static class SampleMedia
{
    public const string Captions = "1\n00:00:01,000 --> 00:00:03,500\nXin chào bà con\n\n2\n00:00:04,000 --> 00:00:06,000\nGọi 1900 9068\n";

    public static byte[] Png(byte shade = 0) => [0x89, .. "PNG\r\n\u001a\n"u8, 0, 0, 0, 1, .. "IDAT"u8, shade, 1, 2, 3, 4, 0, 0, 0, 0, .. "IEND"u8, 0xAE, 0x42, 0x60, 0x82];

    /// <param name="bytes">Of its sound and pictures, which are noise.</param>
    public static byte[] Mp4(int bytes = 1000, int seed = 1)
    {
        var noise = new byte[bytes];
        new Random(seed).NextBytes(noise);
        return [.. Box("ftyp", "isom\0\0\u0002\0"u8), .. Box("mdat", noise), .. Box("moov", "index"u8)];
    }

    public static async Task<Asset> AddAsync(IServiceProvider services, Actor actor, ScratchFolder folder, string extension, byte[] bytes) =>
        (await services.GetRequiredService<AddAsset>().ExecuteAsync(actor, folder.Write(extension, bytes), "Bà con nghe tư vấn ở Vĩnh Long", default)).Asset;

    private static byte[] Box(string name, ReadOnlySpan<byte> body)
    {
        var box = new byte[8 + body.Length];
        BinaryPrimitives.WriteInt32BigEndian(box, box.Length);
        System.Text.Encoding.ASCII.GetBytes(name, box.AsSpan(4));
        body.CopyTo(box.AsSpan(8));
        return box;
    }
}
