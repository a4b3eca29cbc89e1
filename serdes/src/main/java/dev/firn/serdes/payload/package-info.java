/** What a collector wrote: the payload, its Thrift codec, and the raw events that adapters make of it. */
@NullMarked
package dev.firn.serdes.payload;

import org.jspecify.annotations.NullMarked;
