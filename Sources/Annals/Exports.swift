// Whoever uses the library speaks its vocabulary: one import gives all of it.
@_exported import Chronology
@_exported import EventLog
@_exported import Events
@_exported import Projections
@_exported import Proofs
