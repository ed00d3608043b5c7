package org.igniterealtime.openfire.plugin.fireside.pictures;

import javax.imageio.ImageReader;
import javax.imageio.event.IIOReadProgressListener;

/** Stops a decoder that goes on for too long over what it has read. */
record Watch(Deadline deadline) implements IIOReadProgressListener {
    @Override
    public void imageProgress(ImageReader source, float percentage) {
        if (deadline.over()) {
            source.abort();
        }
    }

    @Override
    public void sequenceStarted(ImageReader source, int minIndex) {
    }

    @Override
    public void sequenceComplete(ImageReader source) {
    }

    @Override
    public void imageStarted(ImageReader source, int imageIndex) {
    }

    @Override
    public void imageComplete(ImageReader source) {
    }

    @Override
    public void thumbnailStarted(ImageReader source, int imageIndex, int thumbnailIndex) {
    }

    @Override
    public void thumbnailProgress(ImageReader source, float percentage) {
    }

    @Override
    public void thumbnailComplete(ImageReader source) {
    }

    @Override
    public void readAborted(ImageReader source) {
    }
}
