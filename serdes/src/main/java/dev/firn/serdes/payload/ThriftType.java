package dev.firn.serdes.payload;

/** Type codes of the Thrift binary protocol, as they stand before every field and element. */
final class ThriftType {

    static final byte STOP = 0;
    static final byte BOOL = 2;
    static final byte BYTE = 3;
    static final byte DOUBLE = 4;
    static final byte I16 = 6;
    static final byte I32 = 8;
    static final byte I64 = 10;
    static final byte STRING = 11;
    static final byte STRUCT = 12;
    static final byte MAP = 13;
    static final byte SET = 14;
    static final byte LIST = 15;

    /** Newer than every collector, but a reader that cannot pass over it could not read what comes after it. */
    static final byte UUID = 16;

    private ThriftType() {}
}
