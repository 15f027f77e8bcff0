/// A page of metrics in the text format, cut into its families, so that faults can change it as text.
struct PageBlocks: Equatable, Sendable {
    /// One family: its comments and its samples.
    struct Block: Equatable, Sendable {
        var name: String
        var type: String
        var lines: [Substring]
    }

    private(set) var blocks: [Block] = []

    /// Cuts a page.
    ///
    /// - Parameter bytes: The body, each family beginning with its `# HELP` or `# TYPE` line.
    init(_ bytes: [UInt8]) {
        let text = String(decoding: bytes, as: UTF8.self)
        for line in text.split(separator: "\n", omittingEmptySubsequences: true) {
            let words = line.split(separator: " ", maxSplits: 3)
            if words.count >= 3, words[0] == "#", words[1] == "HELP" || words[1] == "TYPE" {
                let name = String(words[2])
                if blocks.last?.name != name {
                    blocks.append(Block(name: name, type: "untyped", lines: []))
                }
                if words[1] == "TYPE", words.count == 4 {
                    blocks[blocks.count - 1].type = String(words[3])
                }
            } else if blocks.isEmpty {
                blocks.append(Block(name: "", type: "untyped", lines: []))
            }
            blocks[blocks.count - 1].lines.append(line)
        }
    }

    /// The page.
    var bytes: [UInt8] {
        var bytes: [UInt8] = []
        for block in blocks {
            for line in block.lines {
                bytes += line.utf8
                bytes.append(UInt8(ascii: "\n"))
            }
        }
        return bytes
    }

    /// The page with the gauges of another one, except those that never change because they speak of the process.
    func withGauges(of other: PageBlocks) -> PageBlocks {
        var frozen: [String: Block] = [:]
        for block in other.blocks where block.type == "gauge" { frozen[block.name] = block }
        var changed = self
        for index in changed.blocks.indices where changed.blocks[index].type == "gauge" {
            if let block = frozen[changed.blocks[index].name] { changed.blocks[index] = block }
        }
        return changed
    }

    /// The page with other names.
    ///
    /// - Parameter names: New names by old ones; an empty one hides the family. Counters are found with and without `_total`.
    func renamed(_ names: [String: String]) -> PageBlocks {
        var changed = self
        changed.blocks = blocks.compactMap { block in
            for old in [block.name, Self.base(of: block.name)] {
                guard let new = names[old] else { continue }
                return new.isEmpty ? nil : Self.renamed(block, from: old, to: new)
            }
            return block
        }
        return changed
    }

    private static func base(of name: String) -> String {
        name.hasSuffix("_total") ? String(name.dropLast("_total".count)) : name
    }

    private static func renamed(_ block: Block, from old: String, to new: String) -> Block {
        var block = block
        block.name = new + block.name.dropFirst(old.count)
        block.lines = block.lines.map { line in
            let start =
                line.hasPrefix("# ") ? line.index(line.startIndex, offsetBy: 7) : line.startIndex
            guard line[start...].hasPrefix(old) else { return line }
            let rest = line.index(start, offsetBy: old.count)
            return Substring(String(line[..<start]) + new + line[rest...])
        }
        return block
    }
}
