import Exposition
import ExpositionFuzzing
import Foundation

// Feeds damaged bodies to the parser and stops at the first broken promise.
// Usage: ExpositionFuzzer [ITERATIONS [SEED]]
//        ExpositionFuzzer --write-corpus FOLDER
let fixtures = URL(filePath: "Tests/ExpositionTests/Fixtures")
let arguments = Array(CommandLine.arguments.dropFirst())

if arguments.first == "--write-corpus", arguments.count == 2 {
    let folder = URL(filePath: arguments[1])
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    for (index, body) in try FuzzCorpus.bodies(in: fixtures).enumerated() {
        // libFuzzer has bytes only: the first chooses the format.
        for (number, format) in ExpositionFormat.allCases.enumerated() {
            let file = folder.appending(path: "\(format)-\(index)")
            try Data([UInt8(number)] + body).write(to: file)
        }
    }
    exit(0)
}

guard arguments.count <= 2, let iterations = Int(arguments.first ?? "1000000"), iterations > 0,
    let seed = UInt64(arguments.dropFirst().first ?? "1")
else {
    print("usage: ExpositionFuzzer [ITERATIONS [SEED]]")
    exit(2)
}
var mutator = BodyMutator(corpus: try FuzzCorpus.bodies(in: fixtures, longest: 5000), seed: seed)
var accepted = 0
for iteration in 0..<iterations {
    let body = mutator.next()
    for format in ExpositionFormat.allCases {
        do {
            accepted += try BodyProperties.check(body, format: format) ? 1 : 0
        } catch {
            print("seed \(seed), iteration \(iteration): \(error)")
            exit(1)
        }
    }
}
print("seed \(seed): \(iterations) bodies in two formats, \(accepted) times accepted, no fault")
