package dev.firn.image;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;

/** The classes that a class file names in its constant pool (JVM specification, 4.4). */
final class ClassReferences {

    private ClassReferences() {}

    /** Names with slashes; of arrays that of what they hold, if it is a class. */
    static Set<String> of(byte[] classFile) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(classFile));
        in.skipNBytes(8);
        int count = in.readUnsignedShort();
        String[] texts = new String[count];
        int[] classes = new int[count];
        for (int i = 1; i < count; i++) {
            int tag = in.readUnsignedByte();
            switch (tag) {
                case 1 -> texts[i] = in.readUTF();
                case 7 -> classes[i] = in.readUnsignedShort();
                case 8, 16, 19, 20 -> in.skipNBytes(2);
                case 15 -> in.skipNBytes(3);
                case 3, 4, 9, 10, 11, 12, 17, 18 -> in.skipNBytes(4);
                case 5, 6 -> {
                    in.skipNBytes(8);
                    i++;
                }
                default -> throw new IOException("constant of kind " + tag);
            }
        }
        Set<String> names = new HashSet<>();
        for (int index : classes) {
            if (index != 0) {
                String name = texts[index];
                int dimensions = name.lastIndexOf('[') + 1;
                if (dimensions == 0) {
                    names.add(name);
                } else if (name.charAt(dimensions) == 'L') {
                    names.add(name.substring(dimensions + 1, name.length() - 1));
                }
            }
        }
        return names;
    }
}
