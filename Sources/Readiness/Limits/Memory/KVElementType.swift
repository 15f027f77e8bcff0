/// How a value of the KV cache is stored.
package enum KVElementType: String, Sendable, Hashable, CaseIterable {
    case fp32, fp16, bf16, fp8
    case q8 = "q8_0"
    case q51 = "q5_1"
    case q50 = "q5_0"
    case q41 = "q4_1"
    case q40 = "q4_0"

    /// The bytes of 32 values: llama.cpp's quantised types keep a scale, and some an offset, for each
    /// 32 of them.
    package var bytesOf32: Int {
        switch self {
        case .fp32: 128
        case .fp16, .bf16: 64
        case .fp8: 32
        case .q8: 34
        case .q51: 24
        case .q50: 22
        case .q41: 20
        case .q40: 18
        }
    }

    /// The type that engines and model configurations call so; nil for an unknown word.
    ///
    /// - Parameter word: Such as `float16`, `bfloat16`, `fp8_e4m3` or `q8_0`.
    package init?(word: String) {
        let plain = word.lowercased()
        if let type = Self(rawValue: plain) {
            self = type
            return
        }
        switch plain {
        case "float32", "f32", "float": self = .fp32
        case "float16", "f16", "half": self = .fp16
        case "bfloat16": self = .bf16
        case "fp8_e4m3", "fp8_e5m2", "fp8_inc", "float8_e4m3fn", "float8_e5m2", "int8": self = .fp8
        default: return nil
        }
    }

    /// The words of a message.
    package static let words = allCases.map(\.rawValue).joined(separator: ", ")
}
