// @ts-check
/** The microphone: what it hears, how loud it is, for how long. */

/** What other clients play most, first. */
const TYPES = ["audio/ogg;codecs=opus", "audio/webm;codecs=opus", "audio/mp4"];
/** @type {Record<string, string>} */
const ENDINGS = { "audio/ogg": "ogg", "audio/webm": "webm", "audio/mp4": "m4a" };
const BITS_PER_SECOND = 32_000;

/** @typedef {{file: File, length: number}} Sound length is in milliseconds */

export const possible = () => typeof MediaRecorder === "function" && Boolean(navigator.mediaDevices?.getUserMedia);

/** One recording, from {@link Recording.begin} until it is ended or dropped. */
export class Recording {
  /** @param {MediaStream} stream */
  constructor(stream) {
    this.stream = stream;
    const type = TYPES.find((each) => MediaRecorder.isTypeSupported(each));
    this.recorder = new MediaRecorder(stream, { mimeType: type, audioBitsPerSecond: BITS_PER_SECOND });
    /** @type {Blob[]} */
    this.parts = [];
    this.recorder.addEventListener("dataavailable", ({ data }) => this.parts.push(data));
    this.context = new AudioContext();
    this.ear = new AnalyserNode(this.context, { fftSize: 512 });
    this.context.createMediaStreamSource(stream).connect(this.ear);
    this.waves = new Uint8Array(this.ear.fftSize);
    this.began = performance.now();
    this.recorder.start(1000);
  }

  /** Asks the person for the microphone. @returns {Promise<Recording>} @throws {DOMException} NotAllowedError, NotFoundError and others */
  static async begin() {
    return new Recording(await navigator.mediaDevices.getUserMedia({ audio: true }));
  }

  /** @returns {number} milliseconds until now */
  get length() {
    return performance.now() - this.began;
  }

  /** @returns {number} how loud it is, from 0 to 1 */
  get level() {
    this.ear.getByteTimeDomainData(this.waves);
    const power = this.waves.reduce((sum, each) => sum + ((each - 128) / 128) ** 2, 0) / this.waves.length;
    return Math.min(1, Math.sqrt(power) * 3);
  }

  /** @returns {boolean} whether it still hears: a microphone may be unplugged, or taken away by the browser */
  get alive() {
    return this.recorder.state === "recording" && this.stream.active;
  }

  /** @param {string} name without an ending @returns {Promise<Sound>} */
  end(name) {
    const length = Math.round(this.length);
    return new Promise((done) => {
      const finish = () => done({ file: this.made(name), length });
      if (this.recorder.state === "inactive") finish();
      else this.recorder.addEventListener("stop", finish);
      this.drop();
    });
  }

  /** @param {string} name */
  made(name) {
    const type = this.recorder.mimeType.split(";")[0];
    return new File(this.parts, `${name}.${ENDINGS[type] ?? "webm"}`, { type });
  }

  /** Lets the microphone go. */
  drop() {
    if (this.recorder.state !== "inactive") this.recorder.stop();
    for (const track of this.stream.getTracks()) track.stop();
    this.context.close().catch(reportError);
  }
}
