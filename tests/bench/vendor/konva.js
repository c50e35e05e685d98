// What a page that is careful with bytes takes of Konva: the core and three shapes.
import { Konva } from 'konva/lib/Core.js';
import { Image } from 'konva/lib/shapes/Image.js';
import { Text } from 'konva/lib/shapes/Text.js';
import { TextPath } from 'konva/lib/shapes/TextPath.js';

export { Image as KonvaImage, Konva, Text as KonvaText, TextPath as KonvaTextPath };
