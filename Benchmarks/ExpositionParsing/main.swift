import Exposition

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

// Parses one body again and again, and prints what a pass took and the process at its largest.
// Usage: ExpositionParsing model|visitor FILE PASSES
// Output: seconds of the median pass, samples of a pass, sum of their finite values, peak in kB.
let arguments = CommandLine.arguments
guard arguments.count == 4, let passes = Int(arguments[3]), passes > 0,
    let way = ParsingWay(rawValue: arguments[1])
else {
    print("usage: ExpositionParsing model|visitor FILE PASSES")
    exit(2)
}
guard let body = BodyFile.bytes(of: arguments[2]) else {
    print("\(arguments[2]) cannot be read")
    exit(2)
}

var times: [Double] = []
var tally = SampleTally()
for _ in 0..<passes {
    let start = ContinuousClock.now
    do {
        tally = try way.parse(body)
    } catch {
        print("\(arguments[2]): \(error)")
        exit(1)
    }
    let time = (ContinuousClock.now - start).components
    times.append(Double(time.seconds) + Double(time.attoseconds) / 1e18)
}
times.sort()
print(times[times.count / 2], tally.count, tally.sum, BodyFile.peakKilobytes() ?? -1)
