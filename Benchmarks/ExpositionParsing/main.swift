import Exposition

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

// Parses one body again and again, and prints what a pass took and the process at its largest.
// A file named .openmetrics is read as OpenMetrics, every other as Prometheus text format.
//
// Usage: ExpositionParsing model|visitor FILE PASSES
//        ExpositionParsing convert FILE FILE.openmetrics
// Output: seconds of the median pass, samples of a pass, sum of their finite values, peak in kB.
let arguments = CommandLine.arguments
guard arguments.count == 4, let body = BodyFile.bytes(of: arguments[2]) else {
    print("usage: ExpositionParsing model|visitor FILE PASSES | convert FILE FILE.openmetrics")
    exit(2)
}

do {
    if arguments[1] == "convert" {
        let families = try ExpositionParser.parse(body, options: ParsingWay.options)
        let converted = MetricFamily.converted(families, from: .text, to: .openMetrics)
        let bytes = ExpositionEncoder.encode(converted, format: .openMetrics)
        guard BodyFile.write(bytes, to: arguments[3]) else {
            print("\(arguments[3]) cannot be written")
            exit(2)
        }
        exit(0)
    }
    guard let way = ParsingWay(rawValue: arguments[1]), let passes = Int(arguments[3]), passes > 0
    else {
        print("model or visitor, a file, and how often")
        exit(2)
    }
    let format: ExpositionFormat = arguments[2].hasSuffix(".openmetrics") ? .openMetrics : .text
    var times: [Double] = []
    var tally = SampleTally()
    for _ in 0..<passes {
        let start = ContinuousClock.now
        tally = try way.parse(body, format: format)
        let time = (ContinuousClock.now - start).components
        times.append(Double(time.seconds) + Double(time.attoseconds) / 1e18)
    }
    times.sort()
    print(times[times.count / 2], tally.count, tally.sum, BodyFile.peakKilobytes() ?? -1)
} catch {
    print("\(arguments[2]): \(error)")
    exit(1)
}
