/// The event stream algorithm of the HTML Living Standard (section 9.2.6), written down as slowly
/// and plainly as the text reads: the whole stream at once, split into lines, each processed.
///
/// It serves as the oracle of the property tests and shares nothing with the parser under test.
enum ReferenceStream {
    static func parse(_ stream: [UInt8]) -> RecordedStream {
        var rest = stream[...]
        if rest.starts(with: [0xEF, 0xBB, 0xBF]) { rest = rest.dropFirst(3) }
        var result = RecordedStream()
        var data: [UInt8] = []
        var type: [UInt8] = []
        let (lines, unfinished) = split(Array(rest))
        for line in lines {
            if line.isEmpty {
                if !data.isEmpty {
                    result.events.append(
                        .init(typeBytes: type, dataBytes: Array(data.dropLast())))
                }
                data = []
                type = []
                continue
            }
            let colon = line.firstIndex(of: 0x3A)
            if colon == 0 {
                result.commentCount += 1
                continue
            }
            let name = String(decoding: line[..<(colon ?? line.count)], as: UTF8.self)
            var value = colon.map { Array(line[($0 + 1)...]) } ?? []
            if value.first == 0x20 { value.removeFirst() }
            switch name {
            case "event": type = value
            case "data": data += value + [0x0A]
            case "id" where !value.contains(0): result.lastEventID = value
            case "retry" where !value.isEmpty && value.allSatisfy { (0x30...0x39).contains($0) }:
                result.retryMilliseconds = Int(String(decoding: value, as: UTF8.self))
            default: break
            }
        }
        result.hasUnfinishedEvent = !data.isEmpty || !unfinished.isEmpty
        return result
    }

    private static func split(_ stream: [UInt8]) -> (lines: [[UInt8]], unfinished: [UInt8]) {
        var lines: [[UInt8]] = []
        var line: [UInt8] = []
        var index = 0
        while index < stream.count {
            switch stream[index] {
            case 0x0D:
                if index + 1 < stream.count, stream[index + 1] == 0x0A { index += 1 }
                fallthrough
            case 0x0A:
                lines.append(line)
                line = []
            default: line.append(stream[index])
            }
            index += 1
        }
        return (lines, line)
    }
}
