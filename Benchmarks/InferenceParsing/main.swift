import Foundation
import Inference

// Measures what one token chunk costs the client: event parser, wire API and response reader, fed
// from memory. Usage: InferenceParsing [FILE...]; files are bodies of captured event streams.
let captured = "Tests/InferenceTests/Fixtures/sse"
let given = Array(CommandLine.arguments.dropFirst())
let paths =
    given.isEmpty
    ? [
        "\(captured)/vllm-0.32.0-stream-usage.txt",
        "\(captured)/vllm-0.32.0-engine-dies.txt",
        "\(captured)/llamacpp-b11434-stream-usage.txt",
    ] : given

for path in paths {
    guard let stream = CapturedStream(path: path) else {
        FileHandle.standardError.write(Data("\(path) cannot be read\n".utf8))
        exit(2)
    }
    print(stream.name, "(\(stream.body.count) bytes)")
    for cut in CapturedStream.Cut.allCases {
        let result = stream.measure(cut: cut, rounds: 7)
        print("  \(cut.rawValue): \(result)")
    }
}
