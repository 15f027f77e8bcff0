import Exposition
import ExpositionFuzzing
import Testing

@Suite struct ExpositionPropertyTests {
    @Test(arguments: [UInt64](1...300))
    func `parse of encode is the identity`(seed: UInt64) throws {
        var random = RandomExposition(generator: SeededGenerator(seed: seed))
        let families = random.families()
        for floats in [FloatStyle.python, .go] {
            let bytes = ExpositionEncoder.encode(families, floats: floats)
            let parsed = try ExpositionParser.parse(bytes)
            #expect(parsed.flatMap(\.exact) == families.flatMap(\.exact), "seed \(seed)")
        }
    }

    @Test(arguments: [UInt64](1...300))
    func `parse of encode is the identity in OpenMetrics`(seed: UInt64) throws {
        var random = RandomOpenMetrics(generator: SeededGenerator(seed: seed))
        let families = random.families()
        for floats in [FloatStyle.python, .go] {
            let bytes = ExpositionEncoder.encode(families, format: .openMetrics, floats: floats)
            let parsed = try ExpositionParser.parse(bytes, format: .openMetrics)
            #expect(parsed.flatMap(\.exact) == families.flatMap(\.exact), "seed \(seed)")
            let again = ExpositionEncoder.encode(parsed, format: .openMetrics, floats: floats)
            #expect(again == bytes, "seed \(seed)")
        }
    }

    @Test(arguments: [UInt64](1...20))
    func `a damaged body is parsed or refused inside its bounds`(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let original =
            try Fixture.bytes("llamacpp-b11434.txt") + Array("{\"a.b\",c=\"\\n\"} 1\n".utf8)
        var refused = 0
        for _ in 0..<100 {
            var bytes = original
            for _ in 0..<Int.random(in: 1...4, using: &generator) {
                let index = Int.random(in: bytes.indices, using: &generator)
                switch Int.random(in: 0..<3, using: &generator) {
                case 0: bytes[index] = UInt8.random(in: .min ... .max, using: &generator)
                case 1: bytes.remove(at: index)
                default: bytes.removeSubrange(index...)
                }
                if bytes.isEmpty { bytes = [UInt8(ascii: "\n")] }
            }
            do throws(ExpositionError) {
                _ = try ExpositionParser.parse(bytes)
            } catch {
                refused += 1
                let lines = bytes.split(
                    separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
                try #require(lines.indices.contains(error.line - 1), "seed \(seed): \(error)")
                #expect(error.column >= 1)
                #expect(error.column <= lines[error.line - 1].count + 1, "seed \(seed): \(error)")
            }
        }
        #expect(refused > 0, "the damage is never noticed")
    }

    @Test func `every decimal spelling gives the nearest 64-bit float`() throws {
        var generator = SeededGenerator(seed: 7)
        for _ in 0..<5000 {
            let whole = String(
                Int.random(in: 0...Int.max, using: &generator)
                    >> Int.random(in: 0..<63, using: &generator))
            let fraction = String(
                Int.random(in: 0...Int.max, using: &generator)
                    >> Int.random(in: 0..<63, using: &generator))
            let exponent = Int.random(in: -330...280, using: &generator)
            for text in [
                whole, "\(whole).\(fraction)", "-\(whole)e\(exponent)",
                "+\(whole).\(fraction)E+\(min(abs(exponent), 280))", "0.000\(fraction)",
            ] {
                let parsed = try ExpositionParser.parse("m \(text)".utf8)
                let expected = try #require(Double(text))
                #expect(parsed.first?.samples.first?.value.bitPattern == expected.bitPattern)
            }
        }
    }

    @Test(arguments: ["1.", ".5", "+.5e1", "00012", "1e-400", "-0", "+inf", "INFINITY", "nan"])
    func `unusual spellings that Go accepts are read`(text: String) throws {
        let expected: [String: Double] = [
            "1.": 1, ".5": 0.5, "+.5e1": 5, "00012": 12, "1e-400": 0, "-0": -0.0,
            "+inf": .infinity, "INFINITY": .infinity, "nan": .nan,
        ]
        let value = try ExpositionParser.parse("m \(text)".utf8).first?.samples.first?.value
        let wanted = try #require(expected[text])
        #expect(wanted.isNaN ? value?.isNaN == true : value?.bitPattern == wanted.bitPattern)
    }
}
