/** Of the note field of the open knee, for the key that leads to it. */
export const NOTE_ID = 'knee-note';
