/**
 * What a collector wrote: the payload, its Thrift codec, and the raw events that adapters make of it.
 *
 * <p>A record's bytes come in through {@link dev.firn.serdes.payload.ThriftCodec#decode} and are a {@link
 * dev.firn.serdes.payload.CollectorPayload} from then on, or the reason why not; the loader (of the room above) makes a
 * {@link dev.firn.serdes.payload.NormalizedPayload} of it, and an adapter one {@link dev.firn.serdes.payload.RawEvent} for
 * each event in it. All of them are immutable.
 */
@NullMarked
package dev.firn.serdes.payload;

import org.jspecify.annotations.NullMarked;
