import Readiness
import Testing

@Suite struct MemorySizeTests {
    struct Good: Sendable {
        let text: String
        let bytes: Int
    }

    @Test(arguments: [
        Good(text: "16GB", bytes: 16_000_000_000), Good(text: "16GiB", bytes: 17_179_869_184),
        Good(text: "10.25 GiB", bytes: 11_005_853_696), Good(text: "512 MB", bytes: 512_000_000),
        Good(text: "1kB", bytes: 1000), Good(text: "1KiB", bytes: 1024),
        Good(text: "80gb", bytes: 80_000_000_000), Good(text: "4096B", bytes: 4096),
        Good(text: "0.1GB", bytes: 100_000_000), Good(text: "1000TB", bytes: 1_000_000_000_000_000),
    ])
    func `sizes are exact`(good: Good) throws {
        #expect(try MemorySize.parse(good.text).bytes == good.bytes)
    }

    struct Bad: Sendable {
        let text: String
        let error: MemorySizeError
        let advice: String
    }

    @Test(arguments: [
        Bad(text: "16", error: .noUnit("16", number: "16"), advice: "16GB or 16GiB"),
        Bad(
            text: "16G", error: .ambiguous("16G", number: "16", prefix: "G"),
            advice: "16GiB for powers of 1024"),
        Bad(text: "GB", error: .noNumber("GB"), advice: "16GB"),
        Bad(text: "0GB", error: .noNumber("0GB"), advice: "above zero"),
        Bad(text: "-1GB", error: .noNumber("-1GB"), advice: "above zero"),
        Bad(text: "0.1B", error: .noNumber("0.1B"), advice: "above zero"),
        Bad(text: "3 pages", error: .unknownUnit("3 pages"), advice: "KiB"),
        Bad(text: "1001TB", error: .tooLarge("1001TB"), advice: "more than any machine"),
    ])
    func `what is no size says what to write`(bad: Bad) {
        #expect(throws: bad.error) { try MemorySize.parse(bad.text) }
        #expect("\(bad.error)".contains(bad.advice))
    }

    @Test func `a size is told in both kinds of units`() {
        #expect(MemorySize(bytes: 16_000_000_000).text == "16 GB, 14.9 GiB")
        #expect(MemorySize(bytes: 1 << 30).text == "1.07 GB, 1 GiB")
        #expect(MemorySize(bytes: 999).text == "999 B")
    }
}
