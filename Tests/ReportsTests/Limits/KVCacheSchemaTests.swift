import Readiness
import Reports
import Testing

/// The JSON of `limits --estimate` and its schema.
@Suite struct KVCacheSchemaTests {
    struct Sample: CustomTestStringConvertible, Sendable {
        var testDescription: String
        var memory: Int?
        var length: Int?
        var usual: Int?
        var demand: Int?
        var notes: [String] = []

        /// Llama 3 8B: 131,072 bytes for each token as bf16.
        var estimate: KVCacheEstimate {
            KVCacheEstimate(
                shape: KVCacheShape(layers: 32, layer: .heads(count: 8, size: 128)), type: .bf16,
                memory: memory.map { MemorySize(bytes: $0) }, length: length, usualLength: usual,
                demand: demand, notes: notes)
        }
    }

    private static let everything = Sample(
        testDescription: "everything", memory: 16_000_000_000, length: 8192, usual: 2000,
        demand: 40, notes: ["a remark"])

    static let samples = [
        Sample(testDescription: "the shape alone"),
        Sample(testDescription: "a memory", memory: 1 << 34),
        Sample(testDescription: "too small a memory", memory: 1 << 20, length: 8192),
        everything,
        Sample(testDescription: "beyond all memory", length: 1_000_000_000, demand: 1_000_000_000),
    ]

    @Test(arguments: samples)
    func `every estimate fits the schema`(sample: Sample) throws {
        let document = try JSONDocument.read(KVCacheReport.json(sample.estimate))
        let faults = try SchemaValidator(named: "limits-estimate").faults(in: document)
        #expect(faults.isEmpty, "\(faults)")
    }

    /// One way to break a valid estimate.
    struct Fault: Sendable, CustomTestStringConvertible {
        var path: String
        var value: JSONDocument?
        var testDescription: String { path }
    }

    @Test(arguments: [
        Fault(path: "schemaVersion", value: .number(2)),
        Fault(path: "verdict", value: .string("INCONCLUSIVE")),
        Fault(path: "bytesPerToken", value: .number(0)),
        Fault(path: "bytesPerToken", value: .null),
        Fault(path: "tokens", value: .number(1.5)),
        Fault(path: "type", value: .string("fp6")),
        Fault(path: "demand", value: .number(0)),
        Fault(path: "notes", value: nil),
        Fault(path: "surprise", value: .bool(true)),
    ])
    func `an estimate that breaks the promise is refused`(fault: Fault) throws {
        let valid = try JSONDocument.read(KVCacheReport.json(Self.everything.estimate))
        let broken = valid.replacing([fault.path], with: fault.value)
        #expect(broken != valid)
        #expect(!(try SchemaValidator(named: "limits-estimate").faults(in: broken).isEmpty))
    }

    @Test func `every word of the code is one of the schema`() throws {
        for type in KVElementType.allCases {
            let estimate = KVCacheEstimate(
                shape: KVCacheShape(layers: 1, layer: .latent(rank: 512, positional: 64)),
                type: type)
            let document = try JSONDocument.read(KVCacheReport.json(estimate))
            #expect(try SchemaValidator(named: "limits-estimate").faults(in: document).isEmpty)
        }
    }
}
