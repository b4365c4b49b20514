import Fetching

// `warc-reading FILE`: reads all bodies of a WARC file, keeps nothing, and says how many there are and of how many bytes.

let bodies = try WARCBodies(reading: CommandLine.arguments[1])
print("{\"count\":\(bodies.count),\"bytes\":\(bodies.bytes),\"faults\":\(bodies.faults)}")
