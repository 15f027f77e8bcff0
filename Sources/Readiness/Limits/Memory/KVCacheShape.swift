/// What a model keeps in the KV cache for each token.
package struct KVCacheShape: Sendable, Hashable {
    /// What one layer keeps.
    package enum Layer: Sendable, Hashable {
        /// A key and a value of each KV head: heads times size, twice. With grouped queries these
        /// are the KV heads, fewer than the query heads.
        case heads(count: Int, size: Int)
        /// One compressed vector for all heads, and the part of the key that carries the position
        /// (multi-head latent attention).
        case latent(rank: Int, positional: Int)
    }

    /// The layers that keep something: those of linear attention keep nothing for a token.
    package var layers: Int
    package var layer: Layer

    /// Describes a model.
    package init(layers: Int, layer: Layer) {
        self.layers = layers
        self.layer = layer
    }

    /// The values kept for a token, in all layers.
    package var values: Int {
        switch layer {
        case .heads(let count, let size): 2 * layers * count * size
        case .latent(let rank, let positional): layers * (rank + positional)
        }
    }

    /// The bytes kept for a token, in all layers; with tensor parallelism on all cards together, as
    /// long as no head is kept twice.
    ///
    /// - Parameter type: How a value is stored.
    /// - Returns: Rounded up where a row of values does not fill the blocks of its type.
    package func bytesPerToken(_ type: KVElementType) -> Int {
        let (whole, rest) = values.quotientAndRemainder(dividingBy: 32)
        return whole * type.bytesOf32 + (rest * type.bytesOf32 + 31) / 32
    }

    /// The product in words: `2 x 32 layers x 8 KV heads x 128 values`.
    package var formula: String {
        switch layer {
        case .heads(let count, let size):
            "2 x \(layers) layers x \(count) KV heads x \(size) values"
        case .latent(let rank, let positional):
            "\(layers) layers x (\(rank) + \(positional)) values, keys and values compressed"
        }
    }
}
