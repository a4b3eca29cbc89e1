package dev.firn.app.dev;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Holds a folder for one broker, against others in this process and in other ones.
 *
 * <p>Kafka locks its folders too, but in a node that is broker and controller only after the controller has begun to
 * write: a second one on the folder fails, and has damaged the metadata of the first by then.
 */
final class FolderLock implements AutoCloseable {

    private static final String FILE = "in-use.lock";

    private final FileChannel channel;

    private FolderLock(FileChannel channel) {
        this.channel = channel;
    }

    static FolderLock take(Path folder) throws IOException {
        FileChannel channel =
                FileChannel.open(folder.resolve(FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (!locked(channel)) {
            channel.close();
            throw new IOException("another broker is using this folder");
        }
        return new FolderLock(channel);
    }

    private static boolean locked(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null; // null: another process; it goes with its channel
        } catch (OverlappingFileLockException e) {
            return false; // this process
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
