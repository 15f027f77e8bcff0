/// The families of a body in Prometheus text format while it is read, found by name.
///
/// Names are compared as bytes; a name that was looked up before costs one step.
struct FamilyTable {
    private(set) var heads: [FamilyHead] = []
    private var names = TextInterner()
    private let hash = ByteHash()
    /// The family of exactly this name, by the name's number; -1 when there is none.
    private var exact: [Int32] = []
    /// The family that series of this name belong to, and whether that is still true.
    private var resolved: [(family: Int32, generation: Int)] = []
    /// Counts the lines that can change where a series belongs.
    private var generation = 0
    private var last: (family: Int, generation: Int) = (0, -1)

    /// Records a metadata line; of several help texts of a family the first one stays.
    mutating func declare(
        _ metadata: MetadataLine, _ cursor: LineCursor
    ) throws(ExpositionError) {
        let range = metadata.name
        let textHash = EscapedText.hash(range, of: cursor.bytes, with: hash)
        let number = number(range, hash: textHash, in: cursor.bytes)
        let index = family(number, cursor)
        switch metadata.content {
        case .help(let help):
            if heads[index].help == nil { heads[index].help = help }
        case .unit(let unit):
            heads[index].unit = unit
        case .type(let type):
            let name = heads[index].name
            if let declared = heads[index].declaredType {
                guard declared != type else { return }
                throw cursor.error(
                    .conflictingType(family: name, declared: declared, now: type),
                    at: metadata.contentStart)
            }
            guard !heads[index].hasSamples else {
                throw cursor.error(.typeAfterSamples(family: name), at: metadata.contentStart)
            }
            heads[index].declaredType = type
            generation += 1
        }
    }

    /// The family that a series belongs to.
    ///
    /// A family declared under exactly this name wins over a histogram it could be a child of.
    @inline(__always)
    mutating func index(for line: borrowing SampleLine, _ cursor: LineCursor) -> Int {
        if line.isNameOfLineBefore, last.generation == generation { return last.family }
        return lookUp(line.nameRange, hash: line.nameHash, cursor)
    }

    @inline(never)
    private mutating func lookUp(
        _ range: TextRange, hash nameHash: UInt64, _ cursor: LineCursor
    ) -> Int {
        let number = number(range, hash: nameHash, in: cursor.bytes)
        let known = resolved[Int(number)]
        let index: Int
        if known.generation == generation {
            index = Int(known.family)
        } else {
            index =
                exact[Int(number)] >= 0
                ? Int(exact[Int(number)])
                : parent(of: range, in: cursor.bytes) ?? family(number, cursor)
            resolved[Int(number)] = (Int32(index), generation)
        }
        heads[index].hasSamples = true
        last = (index, generation)
        return index
    }

    /// The histogram or summary that has a child of this name.
    private func parent(of range: TextRange, in body: ByteBody) -> Int? {
        for suffix in Self.childSuffixes {
            let length = range.length - suffix.utf8CodeUnitCount
            guard length > 0,
                ByteBody.areEqual(
                    body.base + range.start + length, suffix.utf8Start, suffix.utf8CodeUnitCount)
            else { continue }
            let stem = TextRange(range.start, range.start + length, hasEscapes: range.hasEscapes)
            let stemHash = EscapedText.hash(stem, of: body, with: hash)
            guard let number = names.known(stem, hash: stemHash, in: body),
                exact[Int(number)] >= 0
            else { continue }
            let index = Int(exact[Int(number)])
            if heads[index].type.suffixes(in: .text).contains("\(suffix)") { return index }
        }
        return nil
    }

    private static let childSuffixes: [StaticString] = ["_bucket", "_sum", "_count"]

    /// The family of exactly this name, made when it is not there.
    private mutating func family(_ number: UInt32, _ cursor: LineCursor) -> Int {
        if exact[Int(number)] >= 0 { return Int(exact[Int(number)]) }
        let index = heads.count
        heads.append(FamilyHead(name: names.strings[Int(number)], firstLine: cursor.line))
        exact[Int(number)] = Int32(index)
        generation += 1
        return index
    }

    private mutating func number(
        _ range: TextRange, hash: UInt64, in body: ByteBody
    ) -> UInt32 {
        let number = names.number(range, hash: hash, in: body)
        if Int(number) == exact.count {
            exact.append(-1)
            resolved.append((-1, -1))
        }
        return number
    }
}
